using System.Globalization;
using System.Text;

namespace LongVpo.Models.Tokens;

/// <summary>
/// Cuts text into the pieces inside which byte pairs are merged. It does what the pattern of the tokenizer's file says, but by code points: .NET's regular expressions see UTF-16 units, and there
/// letters and digits outside the basic plane would fall apart. Only the patterns of <see cref="For"/> are known.
/// </summary>
/// <param name="digits">Most digits that stay together.</param>
internal sealed class PieceScanner(int digits)
{
    private const string Common = @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|DIGITS| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    private enum Kind
    {
        Space,
        Break,
        Letter,
        Digit,
        Other,
    }

    /// <summary>Qwen2's and Qwen3's pattern: digits stand alone.</summary>
    public static string Qwen { get; } = Common.Replace("DIGITS", @"\p{N}", StringComparison.Ordinal);

    /// <summary>The scanner of a pattern, or null where the pattern is unknown.</summary>
    public static PieceScanner? For(string pattern) =>
        pattern == Qwen ? new PieceScanner(1)
        : pattern == Common.Replace("DIGITS", @"\p{N}{1,3}", StringComparison.Ordinal) ? new PieceScanner(3)
        : null;

    /// <summary>How many UTF-16 units the first piece of a text that is not empty has.</summary>
    public int First(ReadOnlySpan<char> text)
    {
        var contraction = Contraction(text);
        if (contraction > 0) return contraction;

        var kind = Look(text, 0, out var width);
        if (kind == Kind.Letter) return Run(text, 0, Kind.Letter);
        var following = width < text.Length ? Look(text, width, out _) : Kind.Break;
        if (kind is Kind.Space or Kind.Other && following == Kind.Letter) return Run(text, width, Kind.Letter);
        if (kind == Kind.Digit) return Digits(text);
        if (kind == Kind.Other) return Breaks(text, Run(text, 0, Kind.Other));
        if (text[0] == ' ' && following == Kind.Other) return Breaks(text, Run(text, 1, Kind.Other));
        return Space(text);
    }

    /// <summary>An apostrophe with the ending of an English contraction, in any case. The long s is an s where case is ignored.</summary>
    private static int Contraction(ReadOnlySpan<char> text)
    {
        if (text[0] != '\'' || text.Length < 2) return 0;
        if (text[1] is 's' or 'S' or '\u017F' or 't' or 'T' or 'm' or 'M' or 'd' or 'D') return 2;
        if (text.Length < 3) return 0;
        var (first, second) = (char.ToLowerInvariant(text[1]), char.ToLowerInvariant(text[2]));
        return (first, second) is ('r', 'e') or ('v', 'e') or ('l', 'l') ? 3 : 0;
    }

    private int Digits(ReadOnlySpan<char> text)
    {
        var at = 0;
        for (var count = 0; count < digits && at < text.Length && Look(text, at, out var width) == Kind.Digit; count++) at += width;
        return at;
    }

    /// <summary>White space up to its last line break; without one all but the last space, which goes with the word behind it, unless it is alone or the text ends.</summary>
    private static int Space(ReadOnlySpan<char> text)
    {
        var (end, last, behindBreak) = (0, 0, 0);
        while (end < text.Length && Look(text, end, out var width) is var kind and (Kind.Space or Kind.Break))
        {
            last = end;
            end += width;
            if (kind == Kind.Break) behindBreak = end;
        }

        if (behindBreak > 0) return behindBreak;
        return end == text.Length || last == 0 ? end : last;
    }

    private static int Breaks(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && text[at] is '\r' or '\n') at++;
        return at;
    }

    private static int Run(ReadOnlySpan<char> text, int at, Kind kind)
    {
        while (at < text.Length && Look(text, at, out var width) == kind) at += width;
        return at;
    }

    private static Kind Look(ReadOnlySpan<char> text, int at, out int width)
    {
        var unit = text[at];
        width = 1;
        if (char.IsAsciiLetter(unit)) return Kind.Letter;
        if (unit is '\r' or '\n') return Kind.Break;
        Rune.DecodeFromUtf16(text[at..], out var rune, out width);
        if (Rune.IsWhiteSpace(rune)) return Kind.Space;
        return Rune.GetUnicodeCategory(rune) switch
        {
            <= UnicodeCategory.OtherLetter => Kind.Letter,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Kind.Digit,
            _ => Kind.Other,
        };
    }
}
