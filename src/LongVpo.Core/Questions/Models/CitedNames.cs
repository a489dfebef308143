using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace LongVpo.Core.Questions.Models;

/// <summary>Finds the segments that a model's words name. Only the name counts: a time beside it is the model's own and is not read.</summary>
public static partial class CitedNames
{
    // Stands where something was left out until the words that led to it are.
    private const string Gone = "\u0001";
    private const string Id = "(?:[A-Z]{1,3}:)?s[0-9]{5,9}";
    private const string Brackets = @"[\[\(](?:" + Id + @"[\s,;]*)+[\]\)]";
    private const string List = Brackets + @"(?:[\s,;]*(?:(?i:and|or)\s+)?" + Brackets + ")*";
    private const string Leading = @"(?:\b(?i:in|at|on|of|by|to|from|see|during|within|under|around|near|segments?)\s+(?i:the\s+)?)+";
    private const string Joining = "(?:and|or|but|also|then|plus|as well as)";
    private const string Closing = @"(?=\s*(?:[.,;!?)]|$))";

    /// <summary>Each name once, in the order in which it first comes.</summary>
    public static ImmutableArray<string> In(string text) => [.. Name().Matches(text).Select(match => match.Value).Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// The words without names in brackets, which the citations say better, without names that do not exist, and without times of day or of a player: a model makes those up. A time
    /// that is in what it was told, such as one that was read on screen, stays. Words that led to what is left out go with it; where a name that exists is part of the sentence, it
    /// stays without its brackets.
    /// </summary>
    /// <param name="text">What the model wrote; it may have been cut off by its budget.</param>
    /// <param name="told">What the cited segments say.</param>
    /// <param name="exists">Whether a name is that of a segment.</param>
    public static string Without(string text, IEnumerable<string> told, Func<string, bool> exists)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(exists);
        var quotes = told.ToList();
        var read = quotes.SelectMany(one => Time().Matches(one)).Select(match => match.Groups[1].Value).Concat(quotes.SelectMany(one => In(one))).ToHashSet(StringComparer.Ordinal);
        var left = CutOff().Replace(text.Trim(), Gone);
        left = Time().Replace(left, match => read.Contains(match.Groups[1].Value) ? match.Value : Gone);
        left = Listed().Replace(left, match => Told(match, exists));
        left = Led().Replace(left, match => exists(match.Groups["name"].Value) || read.Contains(match.Groups["name"].Value) ? match.Value : Gone);
        left = Dangling().Replace(left, string.Empty).Replace(Gone, string.Empty, StringComparison.Ordinal);
        left = Spaces().Replace(BeforeMark().Replace(Joined().Replace(left, string.Empty), string.Empty), " ").Trim().TrimStart(',', ';', ':', ' ');
        return left.Any(char.IsLetterOrDigit) ? left : string.Join(", ", In(text).Where(exists));
    }

    private static string Told(Match match, Func<string, bool> exists)
    {
        var (names, lead) = (In(match.Groups["list"].Value).Where(exists).ToList(), match.Groups["lead"].Value);
        if (names.Count == 0) return Gone;
        return lead.Length == 0 ? string.Empty : lead + (names.Count == 1 ? names[0] : $"{string.Join(", ", names[..^1])} and {names[^1]}");
    }

    [GeneratedRegex(@"\b" + Id + @"\b")]
    private static partial Regex Name();

    [GeneratedRegex(@"(?:\b(?:at|from|to|until)\s+)?\b([0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]+)?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Time();

    [GeneratedRegex("(?<lead>" + Leading + @"|\b(?i:and|or)\s+(?=" + List + Closing + "))?(?<list>" + List + ")")]
    private static partial Regex Listed();

    [GeneratedRegex("(?:" + Leading + @")?\b(?<name>" + Id + @")\b")]
    private static partial Regex Led();

    [GeneratedRegex("(?:" + Leading + @")?[\[\(](?:(?:[A-Z]{1,3}:)?s[0-9]*[\s,;]*)+$")]
    private static partial Regex CutOff();

    [GeneratedRegex(@"(?:[\s,;]*(?:\b" + Joining + @"\b|" + Gone + @"))*[\s,;]*" + Gone + Closing, RegexOptions.IgnoreCase)]
    private static partial Regex Dangling();

    // Only what joins, at an end without a full stop: a sentence may well end with "in", but not with "and also".
    [GeneratedRegex(@"[\s,;]*\b(?:and|or|but|as well as)\b(?:\s+" + Joining + @"\b)*(?:\s+(?:in|at|on))?[\s,;]*$", RegexOptions.IgnoreCase)]
    private static partial Regex Joined();

    [GeneratedRegex(@"[\s,;]+(?=[.!?](?:\s|$))|[ \t]+(?=,)")]
    private static partial Regex BeforeMark();

    [GeneratedRegex(@"[ \t]{2,}")]
    private static partial Regex Spaces();
}
