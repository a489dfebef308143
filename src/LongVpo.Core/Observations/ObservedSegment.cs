using System.Collections.Immutable;

namespace LongVpo.Core.Observations;

/// <summary>Everything an observer has to say about one segment when it is sealed.</summary>
public sealed record ObservedSegment
{
    public required ImmutableArray<Observation> Observations { get; init; }

    public ImmutableArray<float> Descriptor { get; init; } = [];

    public ImmutableArray<byte> Thumbnail { get; init; } = [];

    /// <summary>State for the next segment's observer, or null when it can start afresh.</summary>
    public string? Carry { get; init; }

    public long FramesDecoded { get; init; }

    public long FramesCorrupt { get; init; }
}
