using System.Collections.Immutable;
using LongVpo.Core.Observations;

namespace LongVpo.Core.Segments;

/// <summary>The sealed, immutable unit of memory: where it is, what was measured in it, and what is said about it. Every citation names one.</summary>
public sealed record Segment
{
    public required SegmentSpan Span { get; init; }

    /// <summary>What was measured, ordered by start, then kind.</summary>
    public required ImmutableArray<Observation> Observations { get; init; }

    public required Caption Caption { get; init; }

    /// <summary>A unit-length image descriptor of the segment's look (see the observer that made it); empty when there is no picture.</summary>
    public ImmutableArray<float> Descriptor { get; init; } = [];

    /// <summary>A small JPEG of a typical frame, kept beside the event rather than in it; empty when there is no picture.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public ImmutableArray<byte> Thumbnail { get; init; } = [];

    /// <summary>What the next segment's observer needs to go on as if nothing had happened in between; opaque to everyone else.</summary>
    public string? Carry { get; init; }

    /// <summary>One sentence about what was left out because watching could not keep up; null when nothing was.</summary>
    public string? Degraded { get; init; }

    /// <summary>Frames decoded, and of these damaged, inside the segment: their sum over all segments survives a restart.</summary>
    public long FramesDecoded { get; init; }

    public long FramesCorrupt { get; init; }
}
