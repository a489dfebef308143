namespace LongVpo.Media.ScreenText;

/// <summary>
/// Mends words that are a look-alike letter away from a real one: ornate and small capitals make the recogniser say PROSECT, and nobody will search
/// for that. Only a word that no dictionary has is touched, and only where exactly one real word comes of it.
/// </summary>
internal sealed class WordRepair(Func<string, bool> knows)
{
    /// <summary>At and above this the recogniser saw the letters well: a word it does not know is a name.</summary>
    private const double SeenWell = 0.95;

    /// <summary>The same for a capital with small letters behind it, which is how names are written.</summary>
    private const double NameSeenWell = 0.85;

    /// <summary>Shorter words have a neighbour in every dictionary.</summary>
    private const int LeastLetters = 3;

    /// <summary>Letters from which two may be wrong: of a short word too little is left to recognise it by.</summary>
    private const int LongWord = 6;

    /// <summary>At and above this a real word is not doubted for being rarer than its neighbour.</summary>
    private const double NotDoubted = 0.9;

    /// <summary>Words of a line from which it is a phrase, in which the commonest words are to be expected; a date is shorter.</summary>
    private const int Phrase = 3;

    /// <summary>Share of capitals from which a phrase is written in capitals: one word of five may have been misread.</summary>
    private const double MostlyCapitals = 0.8;

    private const string SmallLetters = "abcdefghijklmnopqrstuvwxyz";

    /// <summary>Pairs that are taken for each other in print, both ways, in capitals.</summary>
    private static readonly (string One, string Other)[] Capitals =
        [("J", "S"), ("H", "U"), ("H", "N"), ("I", "L"), ("O", "Q"), ("C", "G"), ("E", "F"), ("B", "R"), ("P", "F"), ("V", "Y"), ("I", "J"), ("VV", "W")];

    /// <summary>The same in small letters; a capital I stands for the small l that looks like it.</summary>
    private static readonly (string One, string Other)[] Small =
        [("i", "l"), ("c", "e"), ("g", "q"), ("f", "t"), ("h", "b"), ("n", "u"), ("rn", "m"), ("vv", "w"), ("cl", "d"), ("l", "I"), ("i", "j")];

    /// <summary>Words so common that a rare look-alike of theirs in a phrase is a slip: THE MOVIE is read as TUE MOVIE.</summary>
    private static readonly HashSet<string> Commonest = ["THE", "AND", "FOR", "YOU", "HIS", "HER", "THIS", "THAT", "WITH", "FROM", "HAVE", "WILL"];

    public LineReading Mend(LineReading reading)
    {
        if (reading.Words.Count == 0) return reading;
        var phrase = reading.Words.Count >= Phrase && !reading.Text.Any(char.IsDigit);
        var capitals = phrase && InCapitals(reading.Words);
        var mended = reading.Words.Select(word => Mend(capitals ? Capitalised(word) : word, phrase)).ToList();
        return mended.SequenceEqual(reading.Words) ? reading : LineReading.Of(mended);
    }

    /// <summary>Whether nearly all letters are capitals, so that the rest are small capitals, which no reader should see as small letters.</summary>
    private static bool InCapitals(IReadOnlyList<ReadWord> words)
    {
        var letters = words.Sum(w => w.Text.Count(char.IsLetter));
        return words.Sum(w => w.Text.Count(char.IsUpper)) >= MostlyCapitals * letters;
    }

    private static ReadWord Capitalised(ReadWord word) =>
        word.Confidence < SeenWell && word.Text.Any(char.IsLower) && word.Text.All(char.IsLetter) ? word with { Text = word.Text.ToUpperInvariant() } : word;

    private ReadWord Mend(ReadWord word, bool phrase)
    {
        if (word.Confidence >= SeenWell) return word;
        var (start, end) = Letters(word.Text);
        var core = word.Text[start..end];
        if (core.Length < LeastLetters || !core.All(char.IsAsciiLetter)) return word;
        var capitals = core.All(char.IsAsciiLetterUpper);
        // A capital that stands inside small letters is an l; otherwise such a word is a brand, and as its owner writes it.
        var plain = capitals || core[1..].All(c => char.IsAsciiLetterLower(c) || c == 'I');
        if (!plain) return word;
        var better = word.Known
            ? phrase && capitals && word.Confidence < NotDoubted ? Neighbours(core, capitals).Where(Commonest.Contains).ToList() : []
            : word.Confidence >= NameSeenWell && char.IsAsciiLetterUpper(core[0]) && !capitals ? [] : RealNeighbours(core, capitals);
        return better.Count == 1 ? word with { Text = word.Text[..start] + better[0] + word.Text[end..] } : word;
    }

    private List<string> RealNeighbours(string word, bool capitals)
    {
        var near = Neighbours(word, capitals).Distinct().ToList();
        var real = near.Where(knows).ToList();
        if (real.Count > 0 || word.Length < LongWord) return real;
        return [.. near.SelectMany(n => Neighbours(n, capitals)).Distinct().Where(knows)];
    }

    /// <summary>The word with one look-alike exchanged, in every way.</summary>
    private static IEnumerable<string> Neighbours(string word, bool capitals)
    {
        foreach (var (one, other) in capitals ? Capitals : Small)
        {
            foreach (var exchanged in Exchanged(word, one, other).Concat(Exchanged(word, other, one)))
                if (capitals || exchanged[1..].All(SmallLetters.Contains)) yield return exchanged;
        }
    }

    private static IEnumerable<string> Exchanged(string word, string from, string to)
    {
        for (var at = word.IndexOf(from, StringComparison.Ordinal); at >= 0; at = word.IndexOf(from, at + 1, StringComparison.Ordinal))
            yield return word[..at] + to + word[(at + from.Length)..];
    }

    /// <summary>Where the word lies between the signs around it.</summary>
    private static (int Start, int End) Letters(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && !char.IsLetterOrDigit(text[start])) start++;
        while (end > start && !char.IsLetterOrDigit(text[end - 1])) end--;
        return (start, end);
    }
}
