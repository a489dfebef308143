using LongVpo.Core.Time;

namespace LongVpo.Core.Frames;

/// <summary>What to read from a source.</summary>
public sealed record SourceRequest
{
    /// <summary>Absolute path or URL.</summary>
    public required string Location { get; init; }

    /// <summary>Where to start: nothing before it is needed. Frames from the key frame at or before it may be left out. Null is the beginning.</summary>
    public MediaTime? From { get; init; }
}
