using System.Globalization;
using System.Text;

namespace LongVpo.Memory.Projections;

/// <summary>Splits text into the plain words that spellings are compared by: lower case, Latin accents off, runs of letters and digits.</summary>
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

    /// <summary>Whether a full-text tokenizer finds anything in a text: letters, numbers and private-use characters count.</summary>
    public static bool HasToken(string text) => text.EnumerateRunes().Any(IsToken);

    public static string Reversed(string word) => string.Create(word.Length, word, (span, source) =>
    {
        source.CopyTo(span);
        span.Reverse();
    });

    private static char Fold(char c)
    {
        var lower = char.ToLowerInvariant(c);
        return PlainOf.GetValueOrDefault(lower, lower);
    }

    private static bool IsToken(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
            or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber
            or UnicodeCategory.PrivateUse => true,
        _ => false,
    };
}
