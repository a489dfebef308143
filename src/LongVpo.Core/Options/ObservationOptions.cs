using System.ComponentModel.DataAnnotations;

namespace LongVpo.Core.Options;

/// <summary>Where measured numbers become words: the thresholds of the observations that are made of picture and sound without a language model.</summary>
public sealed record ObservationOptions
{
    /// <summary>Least share of the picture for a colour to be named, 0 to 1. Below a twelfth people do not call a picture by a colour.</summary>
    [Range(0.01, 0.5)]
    public double LeastColourShare { get; init; } = 0.08;

    /// <summary>Most colours that are named at a time; more says nothing.</summary>
    [Range(1, 12)]
    public int MostColours { get; init; } = 5;

    /// <summary>Level in dBFS below which sound counts as silence; room noise of a good recording lies above it.</summary>
    [Range(-90.0, -20.0)]
    public double SilenceDecibels { get; init; } = -50;

    /// <summary>Shortest silence that is told, in seconds; shorter ones are pauses between words.</summary>
    [Range(0.1, 60.0)]
    public double ShortestSilenceSeconds { get; init; } = 0.5;

    /// <summary>Mean level in dBFS below which sound is called quiet; speech is usually mixed to -23 or louder.</summary>
    [Range(-80.0, 0.0)]
    public double QuietDecibels { get; init; } = -36;

    /// <summary>Mean level in dBFS from which sound is called loud.</summary>
    [Range(-80.0, 0.0)]
    public double LoudDecibels { get; init; } = -18;

    /// <summary>Brightest level of 0 to 255 that nearly the whole picture may have to be black; video black with noise stays below it.</summary>
    [Range(1, 64)]
    public int BlackLevel { get; init; } = 24;

    /// <summary>Furthest from neutral that either chroma of a black place may be, in levels. Navy blue (0, 0, 128) is as dark as black and 64 away; blue of 80 passes for black.</summary>
    [Range(1, 128)]
    public int BlackChroma { get; init; } = 40;

    /// <summary>Shortest black stretch that is told, in seconds; a single dark frame is a blink.</summary>
    [Range(0.0, 10.0)]
    public double ShortestBlackSeconds { get; init; } = 0.1;

    /// <summary>Longer side of the thumbnail in pixels: sharp in a list, and about 10 kB.</summary>
    [Range(16, 2048)]
    public int ThumbnailSide { get; init; } = 320;

    /// <summary>Timed lines that may wait for segments to come; the oldest is given up when one more arrives. A page of captions is a few dozen.</summary>
    [Range(1, 100_000)]
    public int MostPendingLines { get; init; } = 1000;
}
