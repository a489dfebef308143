using LongVpo.Core.Time;

namespace LongVpo.Core.Segments;

/// <summary>A place where one shot ends and another begins; once told it is never revised.</summary>
/// <param name="At">The first frame of the new shot; for a gradual change the frame from which the new picture prevails.</param>
/// <param name="Kind"><see cref="Opening.Hard"/>, <see cref="Opening.Fade"/> or <see cref="Opening.Dissolve"/>.</param>
/// <param name="Transition">The stretch in which both pictures mix; empty at <paramref name="At"/> for a hard cut.</param>
public sealed record ShotBoundary(MediaTime At, Opening Kind, TimeRange Transition);
