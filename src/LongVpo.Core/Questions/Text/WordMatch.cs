namespace LongVpo.Core.Questions.Text;

/// <summary>How alike two words or lines are, forgiving what a text reader gets wrong and nothing else.</summary>
public static class WordMatch
{
    /// <summary>1 for the same stem, less for a reading error or the beginning of a longer word, 0 for different words.</summary>
    public static double Of(string asked, Token seen)
    {
        ArgumentNullException.ThrowIfNull(asked);
        if (asked == seen.Stem || asked == seen.Word) return 1;
        if (seen.IsNumber || asked.All(c => char.IsAsciiDigit(c) || c is '.' or ':')) return SameNumber(asked, seen.Word) ? 1 : 0;
        if (asked.Length < 3) return 0;
        if (Unconfused(asked) == Unconfused(seen.Stem) || Unconfused(asked) == Unconfused(seen.Word)) return 0.9;
        // "Metro" stands for METROPOLITAIN; "person" does not stand for "personal".
        if (asked.Length >= 5 && seen.Word.Length >= asked.Length + 4 && seen.Word.StartsWith(asked, StringComparison.Ordinal)) return 0.8;
        var allowed = asked.Length >= 8 ? 2 : asked.Length >= 6 ? 1 : 0;
        return allowed > 0 && asked[0] == seen.Stem[0] && Distance(asked, seen.Stem, allowed) <= allowed ? 0.75 : 0;
    }

    /// <summary>1 for the same letters and digits down to 0, by edit distance; case, accents, spaces and punctuation do not count.</summary>
    public static double OfLines(string left, string right)
    {
        var (a, b) = (Compact(left), Compact(right));
        var longest = Math.Max(a.Length, b.Length);
        if (longest == 0) return 1;
        if (a == b) return 1;
        return 1 - ((double)Distance(a, b, longest) / longest);
    }

    /// <summary>As <see cref="OfLines"/>, of a piece against the part of a line that it fits best.</summary>
    public static double PartOfLine(string piece, string line)
    {
        var (a, b) = (Compact(piece), Compact(line));
        if (a.Length == 0) return 1;
        // Edit distance in which the line may begin and end anywhere.
        var previous = new int[b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (var j = 1; j <= b.Length; j++) current[j] = Math.Min(previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), Math.Min(previous[j], current[j - 1]) + 1);
            previous = current;
        }

        return 1 - ((double)previous.Min() / a.Length);
    }

    /// <summary>Edit distance; stops counting beyond <paramref name="limit"/>.</summary>
    public static int Distance(string left, string right, int limit)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (Math.Abs(left.Length - right.Length) > limit) return limit + 1;
        var previous = new int[right.Length + 1];
        var current = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++) previous[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            var least = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
                least = Math.Min(least, current[j]);
            }

            if (least > limit) return limit + 1;
            (previous, current) = (current, previous);
        }

        return previous[right.Length];
    }

    private static string Compact(string text) => new(Tokenizer.Fold(text).Where(char.IsLetterOrDigit).ToArray());

    private static bool SameNumber(string left, string right) => left.TrimStart('0') == right.TrimStart('0') && left.Contains(':', StringComparison.Ordinal) == right.Contains(':', StringComparison.Ordinal);

    // Letters and digits that text readers take for each other; only words that mix both are folded, so that real words stay themselves.
    private static string Unconfused(string word)
    {
        if (!word.Any(char.IsAsciiDigit) || !word.Any(char.IsLetter)) return word;
        return new string(word.Select(c => c switch { '0' => 'o', '1' => 'l', '5' => 's', '4' => 'a', '8' => 'b', '3' => 'e', _ => c }).ToArray());
    }
}
