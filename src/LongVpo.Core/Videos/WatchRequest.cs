namespace LongVpo.Core.Videos;

/// <summary>A source that is to be watched until someone says stop: live for ever, a file to its end.</summary>
public sealed record WatchRequest
{
    /// <summary>Absolute path or URL, allowed by whoever asks.</summary>
    public required string Location { get; init; }

    /// <summary>What people call it; null shows the location.</summary>
    public string? Name { get; init; }

    /// <summary>A file is played at this multiple of its own clock as if it were live; null as fast as it decodes. Without meaning for a live source.</summary>
    public double? Pace { get; init; }

    /// <summary>Which model captions it, as in <see cref="Models.ModelName"/>; null takes the node's own, if it has one.</summary>
    public string? Model { get; init; }
}
