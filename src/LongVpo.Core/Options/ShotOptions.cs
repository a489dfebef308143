using System.ComponentModel.DataAnnotations;

namespace LongVpo.Core.Options;

/// <summary>
/// Where a shot ends: the few thresholds that shot cutting turns on. The defaults come from seeded synthetic footage and real clips, and sit
/// between the weakest true boundary and the strongest event that only looks like one (see the <c>shots</c> benchmark, which prints both).
/// </summary>
public sealed record ShotOptions
{
    /// <summary>
    /// Least share of the picture's structure that must be new for a cut, 0 to 1. Unrelated pictures give about 0.45; the weakest true cut
    /// seen gave 0.30, and a frame whose border or caption alone changes gives at most 0.2.
    /// </summary>
    [Range(0.1, 0.6)]
    public double LeastNewStructure { get; init; } = 0.27;

    /// <summary>Least mean change of the coarse picture (luma and both chroma, levels of 0 to 255 summed) for a cut; scrolling text stays below 3.</summary>
    [Range(1.0, 100.0)]
    public double LeastChange { get; init; } = 9;

    /// <summary>How far a cut's new structure must stand out from the frames around it, so that a whip of the camera is not cut at every frame.</summary>
    [Range(0.0, 0.5)]
    public double LeastProminence { get; init; } = 0.03;

    /// <summary>
    /// Least evidence for a cut: its new structure, plus how far that stands out, plus a fifth of the logarithm of how far its change outdoes the largest around it.
    /// True cuts start at 0.61 (into an action scene); the strongest whip of a camera or scroll of a page reaches 0.57.
    /// </summary>
    [Range(0.2, 1.5)]
    public double LeastEvidence { get; init; } = 0.59;

    /// <summary>A picture that comes back within this time was interrupted (a flash, something passing the lens), not cut. Seconds.</summary>
    [Range(0.0, 0.45)]
    public double InterruptionSeconds { get; init; } = 0.4;

    /// <summary>Longest half of a dissolve that is looked at, in seconds; a slower one is still found by its steepest part.</summary>
    [Range(0.2, 0.9)]
    public double LongestHalfDissolveSeconds { get; init; } = 0.9;

    /// <summary>
    /// How far a picture inside a dissolve may stray from the straight way between its ends, as a share of their difference. A mix of two stills
    /// strays 0; a pan or zoom, whose middle resembles neither end, 0.5 and more.
    /// </summary>
    [Range(0.05, 1.0)]
    public double MostDetour { get; init; } = 0.17;

    /// <summary>
    /// Most fine detail that pictures half way through a dissolve may have, as a share of what its ends have. Mixing two unrelated pictures leaves
    /// about half; movement leaves all of it.
    /// </summary>
    [Range(0.5, 1.0)]
    public double MostDetailInDissolve { get; init; } = 0.82;

    /// <summary>As <see cref="LeastNewStructure"/> between the ends of a dissolve or wipe; higher, since a title that fades in over a picture reaches 0.32.</summary>
    [Range(0.1, 0.6)]
    public double LeastNewStructureInMix { get; init; } = 0.33;

    /// <summary>Mean deviation of the coarse picture from one single colour, in levels, below which it is a blank: black, white or a plain card.</summary>
    [Range(0.5, 20.0)]
    public double MostBlankDeviation { get; init; } = 2.5;

    /// <summary>A blank this long is a shot of its own, with a boundary at each end; a shorter one is part of one fade. Seconds.</summary>
    [Range(0.3, 1.2)]
    public double LongBlankSeconds { get; init; } = 1.0;
}
