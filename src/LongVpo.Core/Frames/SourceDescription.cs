using LongVpo.Core.Time;

namespace LongVpo.Core.Frames;

/// <summary>What a source is before it is watched: enough to plan the reading and to tell a person what it is.</summary>
public sealed record SourceDescription
{
    /// <summary>Absolute path or URL.</summary>
    public required string Location { get; init; }

    /// <summary>Container name as FFmpeg gives it.</summary>
    public required string Container { get; init; }

    /// <summary>Length in seconds by the container; null when it does not say.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>Earliest timestamp of the container in seconds.</summary>
    public double StartSeconds { get; init; }

    public string? VideoCodec { get; init; }

    public int Width { get; init; }

    public int Height { get; init; }

    public double? FramesPerSecond { get; init; }

    public TimeBase? VideoTimeBase { get; init; }

    public string? AudioCodec { get; init; }

    /// <summary>Subtitle tracks and subtitle files beside the video: codec and language of each.</summary>
    public IReadOnlyList<string> TextTracks { get; init; } = [];

    /// <summary>When the recording began, if the container says so.</summary>
    public DateTimeOffset? RecordedAt { get; init; }

    /// <summary>It plays on its own clock and may never end: a network stream, a device, a file that still grows.</summary>
    public bool IsLive { get; init; }

    public bool HasVideo => VideoCodec is not null;

    public bool HasAudio => AudioCodec is not null;
}
