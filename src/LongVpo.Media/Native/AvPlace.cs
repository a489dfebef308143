namespace LongVpo.Media.Native;

/// <summary>What a live session is opened with, in managed words.</summary>
internal sealed record AvPlace
{
    /// <summary>As FFmpeg wants it; a path where the file is still growing.</summary>
    public required string Url { get; init; }

    /// <summary>FFmpeg's name of the format; null lets it find out.</summary>
    public string? Demuxer { get; init; }

    /// <summary>Of the format and the protocol, by FFmpeg's names. Values hold no line breaks.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>Protocols that FFmpeg may open for it, comma separated.</summary>
    public required string Protocols { get; init; }

    public required TimeSpan OpenTimeout { get; init; }

    /// <summary>A segment of a playlist that cannot be opened is tried again for so long.</summary>
    public required TimeSpan Patience { get; init; }

    /// <summary>Set for a file that is still written: it has ended after so long without growth.</summary>
    public TimeSpan? GrowingIdle { get; init; }
}
