using System.Text.RegularExpressions;
using LongVpo.Core.Observations;

namespace LongVpo.Benchmarks.ScreenText;

/// <summary>A text that a person saw in a clip, with its words and time: what readings are held against.</summary>
internal sealed partial record ListedText(string Words, double Start, double End)
{
    /// <summary>Share of the words that must be found for the text to count as read.</summary>
    public const double Enough = 0.8;

    /// <summary>Share of the words found in observations that overlap the time.</summary>
    public (double Share, string Missing) FoundIn(IEnumerable<Observation> observations)
    {
        var read = observations.Where(o => o.Range.Start.Seconds < End && o.Range.End.Seconds > Start).SelectMany(o => Split(o.Text!)).ToHashSet();
        var words = Split(Words);
        return words.Count == 0 ? (0, "") : ((double)words.Count(read.Contains) / words.Count, string.Join(' ', words.Where(w => !read.Contains(w))));
    }

    /// <summary>Lower-case words of letters and digits; remarks in brackets are the viewer's, not the picture's.</summary>
    public static List<string> Split(string text) =>
        [.. Word().Matches(Remark().Replace(text, " ")).Select(m => m.Value.ToLowerInvariant())];

    [GeneratedRegex(@"\((from|added|painted|cut)[^)]*\)")]
    private static partial Regex Remark();

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();
}
