using LongVpo.Core.Time;

namespace LongVpo.Core.Standing;

/// <summary>An episode began or ended.</summary>
/// <param name="Range">From its start as far as it is known; complete when it ended.</param>
/// <param name="Ended">False when it began.</param>
public sealed record EpisodeChange(TimeRange Range, bool Ended);
