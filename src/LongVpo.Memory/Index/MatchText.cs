using System.Globalization;
using LongVpo.Core.Observations;
using LongVpo.Memory.Projections;
using LongVpo.Memory.Schema;

namespace LongVpo.Memory.Index;

/// <summary>
/// Turns what people typed into full-text expressions. Every word becomes a quoted string, so nothing in it is syntax, and a word such as <c>03:36</c> or an
/// e-mail address becomes the run of its parts.
/// </summary>
internal static class MatchText
{
    /// <summary>Longer input is no word that was ever seen or said in a line.</summary>
    private const int MaxLength = 400;

    /// <summary>Spellings of one group that are looked for; the rest of an absurdly long list is left out.</summary>
    private const int MaxAlternatives = 16;

    /// <summary>An expression that any of the words satisfies; null when none holds a letter or a digit.</summary>
    public static string? AnyOf(IEnumerable<string> words)
    {
        var quoted = words.Where(word => word is not null).Select(Clean).Where(SpokenWords.HasToken).Distinct(StringComparer.Ordinal).Take(MaxAlternatives).Select(Quote).ToList();
        return quoted.Count == 0 ? null : string.Join(" OR ", quoted);
    }

    /// <summary>An expression that lines of some kinds satisfy; null when these are all kinds of words.</summary>
    public static string? OfKinds(IReadOnlyList<ObservationKind> kinds)
    {
        var marks = kinds.Where(kind => KindCodes.IsWords(KindCodes.Of(kind))).Select(kind => Quote(KindCodes.MarkOf(kind).ToString())).ToList();
        return marks.Count == EvidenceFilter.Words.Length ? null : string.Join(" OR ", marks);
    }

    public static string And(string left, string right) => $"({left}) AND ({right})";

    private static string Quote(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Private-use characters are ours: they mark kinds.</summary>
    private static string Clean(string text)
    {
        var plain = new string(text.Take(MaxLength).Select(c => char.IsControl(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) == UnicodeCategory.PrivateUse ? ' ' : c).ToArray());
        return SpokenWords.Spaced(plain) ?? plain;
    }
}
