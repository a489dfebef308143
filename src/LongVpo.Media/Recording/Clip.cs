using LongVpo.Core.Time;

namespace LongVpo.Media.Recording;

/// <summary>A clip that was written.</summary>
/// <param name="Range">What it holds of the timeline, from the key frame it begins with.</param>
/// <param name="Missing">Parts of the asked stretch that it does not hold, because nothing is kept of them.</param>
/// <param name="Note">One sentence where the clip had to end early.</param>
public sealed record Clip(TimeRange Range, IReadOnlyList<TimeRange> Missing, string? Note);
