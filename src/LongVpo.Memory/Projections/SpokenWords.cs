using System.Globalization;
using System.Text;

namespace LongVpo.Memory.Projections;

/// <summary>Says what a word is: for comparing spellings (lower case, Latin accents off, runs of letters and digits) and for scripts that write no spaces.</summary>
internal static class SpokenWords
{
    /// <summary>Shorter words are too close to one another for a spelling error to be told from another word.</summary>
    public const int MinLength = 5;

    /// <summary>Longer runs are not words that anyone types.</summary>
    public const int MaxLength = 32;

    private const string Accented = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįıĵķĺļľłńņňōŏőŕŗřśŝşšţťŧũūŭůűųŵŷźżž";
    private const string Plain = "aaaaaaceeeeiiiinoooooouuuuyyaaaccccddeeeeegggghhiiiiijkllllnnnooorrrsssstttuuuuuuwyzzz";

    private static readonly Dictionary<char, char> PlainOf = Accented.Zip(Plain).ToDictionary(p => p.First, p => p.Second);

    /// <summary>The words of a line that are long enough to compare, each once.</summary>
    public static HashSet<string> Of(string text)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var word = new StringBuilder();
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c)) word.Append(Fold(c));
            else Flush();
        }

        Flush();
        return words;

        void Flush()
        {
            if (word.Length is >= MinLength and <= MaxLength) words.Add(word.ToString());
            word.Clear();
        }
    }

    /// <summary>
    /// A text with spaces around each letter of scripts that write none between words, so that a word inside a run of them is found; null when it has no such letter.
    /// </summary>
    public static string? Spaced(string text)
    {
        if (!text.Any(IsUnspaced)) return null;
        var spaced = new StringBuilder(text.Length * 2);
        foreach (var c in text)
        {
            if (IsUnspaced(c)) spaced.Append(' ').Append(c).Append(' ');
            else spaced.Append(c);
        }

        return spaced.ToString();
    }

    /// <summary>Whether a full-text tokenizer finds anything in a text: letters and numbers count.</summary>
    public static bool HasToken(string text) => text.EnumerateRunes().Any(IsToken);

    public static string Reversed(string word) => string.Create(word.Length, word, (span, source) =>
    {
        source.CopyTo(span);
        span.Reverse();
    });

    /// <summary>Chinese, Japanese, Korean (whose particles are written onto words), Thai, Lao, Burmese and Khmer.</summary>
    private static bool IsUnspaced(char c) => c
        is (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u4DBF') or (>= '\u4E00' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7AF')
        or (>= '\uF900' and <= '\uFAFF') or (>= '\u0E00' and <= '\u0EFF') or (>= '\u1000' and <= '\u109F') or (>= '\u1780' and <= '\u17FF');

    private static char Fold(char c)
    {
        var lower = char.ToLowerInvariant(c);
        return PlainOf.GetValueOrDefault(lower, lower);
    }

    private static bool IsToken(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
            or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => true,
        _ => false,
    };
}
