using LongVpo.Core.Time;

namespace LongVpo.Core.Frames;

/// <summary>What to read from a source.</summary>
public sealed record SourceRequest
{
    /// <summary>Absolute path or URL.</summary>
    public required string Location { get; init; }

    /// <summary>Where to start: nothing before it is needed. Frames from the key frame at or before it may be left out. Null is the beginning.</summary>
    public MediaTime? From { get; init; }

    /// <summary>A file is read at this multiple of its own clock, as if it were live (1 is real time); null reads as fast as it decodes. A live source has its own pace.</summary>
    public double? Pace { get; init; }

    /// <summary>Where the timeline of a live source stood when it was last watched; null for a source that is watched for the first time, and for files.</summary>
    public LiveAnchor? Anchor { get; init; }

    /// <summary>Where a live or paced source keeps its ledger of frames; null when nobody looks.</summary>
    public SourceMeter? Meter { get; init; }
}
