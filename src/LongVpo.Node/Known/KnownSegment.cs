using System.Collections.Immutable;
using LongVpo.Core.Observations;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;

namespace LongVpo.Node.Known;

/// <summary>A segment that is known from elsewhere than pictures.</summary>
/// <param name="Range">Where it is; the first begins where the footage does, and each where the one before ends.</param>
/// <param name="Opening">How it begins.</param>
/// <param name="Transition">The mixed stretch at its beginning; empty at its start where there is none.</param>
/// <param name="Observations">What is known of it as if it had been measured.</param>
/// <param name="Caption">What is said of it as if by a model; null for nothing.</param>
public sealed record KnownSegment(TimeRange Range, Opening Opening, TimeRange Transition, ImmutableArray<Observation> Observations, string? Caption);
