using System.ComponentModel.DataAnnotations;

namespace LongVpo.Core.Options;

/// <summary>Which pictures are kept of a video, and how large. The same options give the same pictures on every run, wherever it starts.</summary>
public sealed record SamplingOptions
{
    /// <summary>
    /// Spacing of the sampling grid, counted from the container's zero: a frame is sampled when it is the first at or after a grid point.
    /// Default half a second: captions and signs that people can read stay longer.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.0100000", "00:01:00")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Longer side of a sampled picture in pixels; smaller footage is never enlarged. Default 1280: small print of a 1080p slide is still readable.</summary>
    [Range(16, 16384)]
    public int MaxSidePixels { get; init; } = 1280;

    /// <summary>Which frames are decoded. Default all, because a cut is only exact when every frame was compared.</summary>
    public FrameSelection Frames { get; init; } = FrameSelection.All;
}
