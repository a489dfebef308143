using System.Numerics;
using System.Text;

namespace LongVpo.Media.ScreenText;

/// <summary>
/// The words of the machine's word lists, without case and accents, so that a reading that no single rendering got right can be held against all words there
/// are. Signs stand in any language, so the lists are searched together.
/// </summary>
internal sealed class Lexicon
{
    public static readonly Lexicon Empty = new([]);

    private const int Letters = 26;
    private const int Shortest = 4;
    /// <summary>Letters with their accents, and without: the runtime takes accents off only where its language data is installed.</summary>
    private const string Accented = "àáâãäåāăąçćčďđèéêëēęěìíîïīłñńňòóôõöøōőřśšşťùúûüūůűýÿžźż";
    private const string Plain = "aaaaaaaaacccddeeeeeeeiiiiilnnnoooooooorssstuuuuuuuyyzzz";
    private static readonly string[] Folders = ["/usr/share/dict", "/usr/local/share/dict"];
    private readonly byte[][] _words = new byte[GlyphDistance.Longest + 1][];
    private readonly uint[][] _masks = new uint[GlyphDistance.Longest + 1][];

    /// <param name="words">In any case, with accents; those with other signs or shorter than four letters are left out, because too much is near to them.</param>
    public Lexicon(IEnumerable<string> words)
    {
        var byLength = words.Where(IsPlain).Select(Folded).Where(w => w.Length is >= Shortest and <= GlyphDistance.Longest).Distinct(StringComparer.Ordinal).ToLookup(w => w.Length);
        for (var length = 0; length < _words.Length; length++)
        {
            var some = byLength[length].Order(StringComparer.Ordinal).ToList();
            _words[length] = Encoding.ASCII.GetBytes(string.Concat(some));
            _masks[length] = [.. some.Select(word => MaskOf(Encoding.ASCII.GetBytes(word)))];
            Count += some.Count;
        }
    }

    public int Count { get; }

    /// <summary>The named lists that the machine has; one that is not installed is left out.</summary>
    /// <param name="names">File names joined by <c>+</c>, as Debian's word list packages install them.</param>
    public static Lexicon Installed(string names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var files = names.Split('+').Select(FileOf).OfType<string>().ToList();
        return files.Count == 0 ? Empty : new Lexicon(files.SelectMany(File.ReadLines));
    }

    /// <summary>Where a list is installed; null where it is not.</summary>
    public static string? FileOf(string name) => Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>Letters a to z alone, small, accents taken off.</summary>
    public static string Folded(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var sign in text.ToLowerInvariant())
        {
            if (sign is >= 'a' and <= 'z') folded.Append(sign);
            else if (Accented.IndexOf(sign, StringComparison.Ordinal) is var at and >= 0) folded.Append(Plain[at]);
            else if (sign is 'œ') folded.Append("oe");
            else if (sign is 'æ') folded.Append("ae");
            else if (sign is 'ß') folded.Append("ss");
        }

        return folded.ToString();
    }

    /// <summary>Every word within the budget of <see cref="GlyphDistance"/>, in no particular order.</summary>
    public List<(string Word, float Distance)> Near(string folded, float budget)
    {
        ArgumentNullException.ThrowIfNull(folded);
        var found = new List<(string, float)>();
        var reading = Encoding.ASCII.GetBytes(folded);
        var mask = MaskOf(reading);
        // An exchange changes two letters of the set. The cheap ones change as many, but a word that is near by cheap exchanges alone is rare enough to be missed.
        var differing = (int)(2 * budget) + 1;
        var spare = (int)Math.Max(1, budget);
        for (var length = Math.Max(Shortest, reading.Length - spare); length <= Math.Min(GlyphDistance.Longest, reading.Length + spare); length++)
        {
            var masks = _masks[length];
            for (var i = 0; i < masks.Length; i++)
            {
                if (BitOperations.PopCount(masks[i] ^ mask) > differing) continue;
                var word = _words[length].AsSpan(i * length, length);
                var distance = GlyphDistance.Between(reading, word, budget);
                if (distance <= budget) found.Add((Encoding.ASCII.GetString(word), distance));
            }
        }

        return found;
    }

    private static bool IsPlain(string word) =>
        word.All(char.IsLetter);

    private static uint MaskOf(ReadOnlySpan<byte> word)
    {
        var mask = 0u;
        foreach (var letter in word) mask |= 1u << ((letter - 'a') % Letters);
        return mask;
    }
}
