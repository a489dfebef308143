using System.Collections.Immutable;

namespace LongVpo.Training.Preferences.Pairs;

/// <summary>What the policy sees: clips one behind the other, never interleaved.</summary>
/// <param name="Clips">In order.</param>
/// <param name="Relevant">Which of them the right answer rests on, rising.</param>
/// <param name="Anchor">Which of them is asked about, where there is one.</param>
public sealed record PairContext(ImmutableArray<PairClip> Clips, ImmutableArray<int> Relevant, int? Anchor = null);
