using System.Collections.Immutable;
using System.Globalization;
using LongVpo.Core.Observations;
using LongVpo.Core.Ports;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Trees;

namespace LongVpo.Tests.Actors.Video;

/// <summary>Captions that only count, so that a wrong sum shows in the words.</summary>
public sealed class PlainCaptions : ICaptionComposer
{
    public Caption ForSegment(SegmentSpan span, ImmutableArray<Observation> observations) => new($"{observations.Length} observed", Caption.Observed, 1);

    public Caption ForNode(TreeLevel level, NodeSummary summary, TimeRange range, int children)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return new(
            string.Create(CultureInfo.InvariantCulture, $"{children} below, {summary.Segments} segments, {summary.Shots} shots, {summary.Seconds:0.###} s, {string.Join('|', summary.ScreenTexts.Select(t => t.Text))}"),
            Caption.Observed,
            1);
    }
}
