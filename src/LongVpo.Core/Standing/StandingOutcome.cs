using System.Collections.Immutable;

namespace LongVpo.Core.Standing;

/// <summary>What follows from an event: the new state, and what there is to tell.</summary>
public sealed record StandingOutcome(StandingState State, ImmutableArray<StandingNotice> Notices);
