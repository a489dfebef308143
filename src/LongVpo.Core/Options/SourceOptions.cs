using System.ComponentModel.DataAnnotations;

namespace LongVpo.Core.Options;

/// <summary>How files are read: how many cores and how much memory a video may take, and how long a read may hang.</summary>
public sealed record SourceOptions
{
    /// <summary>
    /// Parts of an archive decoded at the same time; 0 takes the machine's cores, at most 4. The frames are the same with any number.
    /// Default 0: decoding is most of the work of watching, and more than four parts cost memory that other videos need.
    /// </summary>
    [Range(0, 16)]
    public int DecodeWorkers { get; init; }

    /// <summary>
    /// Memory for sampled pictures that are decoded and not yet given back, over all workers of one video. When it is used up decoding waits.
    /// Default 64 MiB: 24 pictures of 1280 x 720. Two workers need half an interval between key frames each, about ten such pictures; a slow reader fills
    /// whatever there is, so more would only be more memory. Each worker may hold eight pictures whatever their size.
    /// </summary>
    [Range(8, 4096)]
    public int PictureMemoryMiB { get; init; } = 64;

    /// <summary>Longest time one read or decode step may take before the source counts as lost. Default 30 s: slower than any disk that still works.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1000000", "01:00:00")]
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Deliver sound. Default yes.</summary>
    public bool Sound { get; init; } = true;

    /// <summary>Deliver subtitle tracks, subtitle files beside the video, and closed captions. Default yes.</summary>
    public bool Text { get; init; } = true;
}
