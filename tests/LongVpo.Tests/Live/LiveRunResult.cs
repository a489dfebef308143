using LongVpo.Media.Simulation.Faults;

namespace LongVpo.Tests.Live;

/// <summary>What one run of the simulator showed, beside the truth.</summary>
/// <param name="Watch">What was watched.</param>
/// <param name="Truth">What went wrong.</param>
/// <param name="Sent">How far the footage had been sent when the watch was left.</param>
public sealed record LiveRunResult(LiveWatch Watch, IReadOnlyList<HappenedFault> Truth, TimeSpan Sent);
