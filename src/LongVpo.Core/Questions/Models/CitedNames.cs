using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace LongVpo.Core.Questions.Models;

/// <summary>Finds the segments that a model's words name. Only the name counts: a time beside it is the model's own and is not read.</summary>
public static partial class CitedNames
{
    /// <summary>Each name once, in the order in which it first comes.</summary>
    public static ImmutableArray<string> In(string text) => [.. Name().Matches(text).Select(match => match.Value).Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// The words without names in brackets, which the citations say better, and without times of day or of a player: a model makes those up. A time that is in what it was told,
    /// such as one that was read on screen, stays.
    /// </summary>
    public static string Without(string text, IEnumerable<string> told)
    {
        ArgumentNullException.ThrowIfNull(text);
        var read = told.SelectMany(one => Time().Matches(one)).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        text = Time().Replace(text, match => read.Contains(match.Groups[1].Value) ? match.Value : string.Empty);
        return Spaces().Replace(Spaces().Replace(Bracketed().Replace(text, string.Empty), " "), " ").Replace(" .", ".", StringComparison.Ordinal).Replace(" ,", ",", StringComparison.Ordinal).Trim();
    }

    [GeneratedRegex(@"\b(?:[A-Z]{1,3}:)?s[0-9]{5,9}\b")]
    private static partial Regex Name();

    [GeneratedRegex(@"(?:\b(?:at|from|to|until)\s+)?\b([0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]+)?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Time();

    [GeneratedRegex(@"[\[\(](?:(?:[A-Z]{1,3}:)?s[0-9]{5,9}[\s,;]*)+[\]\)]")]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"[ \t]{2,}")]
    private static partial Regex Spaces();
}
