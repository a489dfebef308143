using System.Collections.Immutable;
using LongVpo.Core.Observations;

namespace LongVpo.Media.Observations;

/// <summary>What was measured in one segment's picture and sound.</summary>
/// <param name="Observations">Ordered by start, then kind.</param>
/// <param name="Descriptor">Unit length; empty without a picture.</param>
/// <param name="Frames">Frames decoded.</param>
/// <param name="Corrupt">Of these, damaged.</param>
public sealed record SegmentMeasurement(ImmutableArray<Observation> Observations, ImmutableArray<float> Descriptor, long Frames, long Corrupt);
