using LongVpo.Memory.Projections;

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

    public static string And(string left, string right) => $"({left}) AND ({right})";

    private static string Quote(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Clean(string text) => new(text.Take(MaxLength).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c).ToArray());
}
