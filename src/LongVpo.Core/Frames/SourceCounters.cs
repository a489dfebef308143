namespace LongVpo.Core.Frames;

/// <summary>What a source has read so far, so that losses are counted rather than hidden.</summary>
public sealed record SourceCounters
{
    public long PacketsRead { get; init; }

    public long BytesRead { get; init; }

    public long FramesDecoded { get; init; }

    public long FramesSampled { get; init; }

    /// <summary>Frames that were damaged: shown with errors, or lost to a decode error.</summary>
    public long FramesCorrupt { get; init; }

    /// <summary>Frames left out because their timestamp did not move forward.</summary>
    public long FramesOutOfOrder { get; init; }

    public long ReadErrors { get; init; }

    /// <summary>Frames a live source let go because nobody took them in time.</summary>
    public long FramesDropped { get; init; }

    /// <summary>How often a live source was opened again after it was lost.</summary>
    public long Reconnects { get; init; }
}
