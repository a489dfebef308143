using LongVpo.Core.Answers;
using LongVpo.Core.Observations;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;

namespace LongVpo.Core.Standing;

/// <summary>Finds where in a segment an alert's condition holds.</summary>
public static class ConditionSpans
{
    /// <param name="condition">What is looked for.</param>
    /// <param name="segment">Where.</param>
    /// <param name="range">The part of the segment that is asked about.</param>
    /// <param name="answer">The answer about it; null when no question was asked or none could be answered.</param>
    public static IReadOnlyList<TimeRange> Of(AlertCondition condition, Segment segment, TimeRange range, Answer? answer)
    {
        ArgumentNullException.ThrowIfNull(segment);
        var found = answer is { Found: true } ? answer : null;
        return condition switch
        {
            AnswerFound => Cited(found, range, _ => true),
            AnswerNotFound => Rest(Cited(found, range, _ => true), range),
            TextContains { Text: var text } when answer is not null => Cited(found, range, citation => Contains(citation.Quote, text)),
            TextContains { Text: var text } => Observed(segment, range, o => o.IsWords && Contains(o.Text, text)),
            CountAtLeast count => Counted(found, range, count.Count),
            MeasuredLevel level => Observed(segment, range, o => o.Kind == level.Measure && Beyond(o, level)),
            _ => [],
        };
    }

    private static bool Contains(string? words, string text) => words is not null && words.Contains(text, StringComparison.OrdinalIgnoreCase);

    private static bool Beyond(Observation observation, MeasuredLevel level) =>
        !level.HasLevel || (level.Above ? observation.Value >= level.Level : observation.Value <= level.Level);

    private static List<TimeRange> Cited(Answer? answer, TimeRange range, Func<Citation, bool> wanted) =>
        answer is null ? [] : Joined(answer.Citations.Where(wanted).Select(citation => citation.Range), range);

    private static List<TimeRange> Observed(Segment segment, TimeRange range, Func<Observation, bool> wanted) => Joined(segment.Observations.Where(wanted).Select(o => o.Range), range);

    // From the moment at which there were enough.
    private static List<TimeRange> Counted(Answer? answer, TimeRange range, int least)
    {
        var starts = answer?.Citations.Select(citation => citation.Range.Start).Order().ToList() ?? [];
        if (starts.Count < least || starts[least - 1] >= range.End) return [];
        return [new TimeRange(MediaTime.Max(starts[least - 1], range.Start), range.End)];
    }

    private static List<TimeRange> Joined(IEnumerable<TimeRange> ranges, TimeRange within)
    {
        var joined = new List<TimeRange>();
        foreach (var next in ranges.Select(r => r.Intersect(within)).OfType<TimeRange>().OrderBy(r => r.Start))
        {
            if (joined.Count > 0 && next.Start <= joined[^1].End) joined[^1] = joined[^1].Union(next);
            else joined.Add(next);
        }

        return joined;
    }

    private static List<TimeRange> Rest(List<TimeRange> taken, TimeRange range)
    {
        var rest = new List<TimeRange>();
        var from = range.Start;
        foreach (var span in taken)
        {
            if (span.Start > from) rest.Add(new TimeRange(from, span.Start));
            from = MediaTime.Max(from, span.End);
        }

        if (from < range.End) rest.Add(new TimeRange(from, range.End));
        return rest;
    }
}
