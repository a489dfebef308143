using LongVpo.Core.Time;

namespace LongVpo.Core.Frames;

/// <summary>
/// Ties a live source's timeline to the clock on the wall, so that watching it again after a pause goes on behind what was seen, with a gap as long as the pause.
/// </summary>
/// <param name="Time">Where the timeline stood; nothing new is placed before it.</param>
/// <param name="Utc">When that was.</param>
public sealed record LiveAnchor(MediaTime Time, DateTimeOffset Utc);
