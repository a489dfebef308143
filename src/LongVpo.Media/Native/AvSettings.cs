namespace LongVpo.Media.Native;

/// <summary>What a session is opened with, in managed words.</summary>
internal sealed record AvSettings
{
    public required AvWants Wants { get; init; }

    /// <summary>A value of <c>LV_MODE_*</c>: 0 all, 1 reference frames, 2 key frames, 3 what the samples need.</summary>
    public int Mode { get; init; }

    public int DecoderThreads { get; init; } = 1;

    /// <summary>Longer side of sampled pictures in pixels; 0 delivers none.</summary>
    public int MaxSidePixels { get; init; }

    public TimeSpan SampleInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Container formats that may open the file, comma separated; null is any that is not a playlist.</summary>
    public string? Formats { get; init; }

    /// <summary>Character set of a text file that is not UTF-8.</summary>
    public string? Charset { get; init; }
}
