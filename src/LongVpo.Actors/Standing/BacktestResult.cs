using System.Collections.Immutable;
using LongVpo.Core.Standing;

namespace LongVpo.Actors.Standing;

/// <summary>What a standing question would have told about stored footage.</summary>
/// <param name="Notices">In the order of the footage, video by video.</param>
/// <param name="Evaluations">How often it would have been asked.</param>
/// <param name="Skipped">Segments that would have cost no question.</param>
/// <param name="Complete">False when there was more footage than a back-test looks at.</param>
public sealed record BacktestResult(ImmutableArray<StandingNotice> Notices, long Evaluations, long Skipped, bool Complete);
