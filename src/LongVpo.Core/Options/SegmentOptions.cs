using System.ComponentModel.DataAnnotations;

namespace LongVpo.Core.Options;

/// <summary>How a timeline is divided, and how much of it is replayed to divide it the same way after a stop.</summary>
public sealed record SegmentOptions
{
    /// <summary>
    /// Longest piece of a shot: 10 s is short enough to cite and long enough that a talk does not fall apart. A segment ends with the first frame at or after it,
    /// so it may be longer by the time a frame is shown.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan MaxLength { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How late the next frame may be for a long shot still to be divided at a frame; beyond it (a still picture, sound alone) the division is at
    /// <see cref="MaxLength"/> exactly. 2 s covers slides filmed at one frame per second.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan FrameSlack { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>What may be added to a last segment rather than become a piece of its own: 1 s covers the padding of sound codecs and a last slide at one frame per second.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:05")]
    public TimeSpan TailSlack { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How far the sound may run ahead of the last picture before the wait for the next one is given up: a sound file with one cover picture would otherwise be
    /// held whole. 60 s of sound is 2 MB.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:10", "00:10:00")]
    public TimeSpan PictureWait { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Footage replayed before a resume point beyond what the cutter looks back, so that a frame on the border is never missing.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan ReplayMargin { get; init; } = TimeSpan.FromSeconds(1);
}
