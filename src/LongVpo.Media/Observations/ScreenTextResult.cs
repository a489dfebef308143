using System.Collections.Immutable;
using LongVpo.Core.Observations;

namespace LongVpo.Media.Observations;

/// <summary>What one segment's screen text came to, with what the next segment's session needs to go on.</summary>
/// <param name="Observations">Of the kind <see cref="ObservationKind.ScreenText"/>, in time order.</param>
/// <param name="Carry">Opaque text for the next session; null when it can start afresh.</param>
public sealed record ScreenTextResult(ImmutableArray<Observation> Observations, string? Carry);
