using System.Collections.Immutable;
using LongVpo.Core.Captions;
using LongVpo.Core.Observations;
using LongVpo.Core.Segments;

namespace LongVpo.Core.Speech;

/// <summary>
/// Puts speech that was written down later beside what a sealed segment holds, in the one way in which every reader sees it. The sealed segment itself never changes: what it is
/// shown as is a function of it and of what was heard.
/// </summary>
public static class SpokenLines
{
    private static readonly ObservedCaptions Captions = new();

    /// <summary>How a stretch of speech is listed in each segment that it touches.</summary>
    public static Observation Of(Transcript speech)
    {
        ArgumentNullException.ThrowIfNull(speech);
        return new Observation { Kind = ObservationKind.Speech, Range = speech.Range, Text = speech.Text };
    }

    /// <summary>A segment with the speech heard in it, which its caption from measurements then quotes.</summary>
    /// <param name="segment">As it was sealed.</param>
    /// <param name="heard">Speech that touches it; none leaves the segment as it is.</param>
    public static Segment With(Segment segment, IReadOnlyCollection<Observation> heard)
    {
        ArgumentNullException.ThrowIfNull(segment);
        ArgumentNullException.ThrowIfNull(heard);
        if (heard.Count == 0) return segment;
        ImmutableArray<Observation> all = [.. segment.Observations.Concat(heard).OrderBy(o => o.Range.Start).ThenBy(o => o.Kind)];
        return segment with { Observations = all, Caption = segment.Caption.Model == Caption.Observed ? Captions.ForSegment(segment.Span, all) : segment.Caption };
    }
}
