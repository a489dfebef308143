using System.Collections.Immutable;
using LongVpo.Core.Observations;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Trees;

namespace LongVpo.Core.Ports;

/// <summary>Says in words what was measured, for a segment and for the nodes above it. Pure: the same measurements give the same words.</summary>
public interface ICaptionComposer
{
    Caption ForSegment(SegmentSpan span, ImmutableArray<Observation> observations);

    /// <param name="level">What kind of node it is.</param>
    /// <param name="summary">Everything below it, summed up.</param>
    /// <param name="range">Where it is.</param>
    /// <param name="children">How many direct children it has.</param>
    Caption ForNode(TreeLevel level, NodeSummary summary, TimeRange range, int children);
}
