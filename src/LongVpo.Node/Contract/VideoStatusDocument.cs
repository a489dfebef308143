namespace LongVpo.Node.Contract;

/// <summary>How one video is doing, as other tools read it; what is not known is left out. Times of the video are container timestamps in seconds.</summary>
/// <param name="Video">The video's id.</param>
/// <param name="Path">Where it comes from.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Phase">What is being done about it: <c>idle</c>, <c>opening</c>, <c>watching</c>, <c>reconnecting</c>, <c>restarting</c>, <c>finished</c> or <c>failed</c>.</param>
/// <param name="Reason">One sentence where the phase has one.</param>
/// <param name="Live">Whether it plays on its own clock.</param>
/// <param name="Segments">Sealed segments.</param>
/// <param name="Gaps">Holes in the timeline.</param>
/// <param name="GapSeconds">Their length together.</param>
/// <param name="Reconnects">How often the source was opened again in this run.</param>
/// <param name="Restarts">How often watching was restarted after something inside failed.</param>
/// <param name="Frames">The ledger of frames of this run.</param>
public sealed record VideoStatusDocument(
    string Video, string Path, string? Name, string Phase, string? Reason, bool Live, int Segments, int Gaps, double GapSeconds, long Reconnects, int Restarts, FramesDocument Frames)
{
    /// <summary>Seen until here.</summary>
    public double? Watermark { get; init; }

    /// <summary>When that was live.</summary>
    public DateTimeOffset? WatermarkUtc { get; init; }

    /// <summary>Why live footage is not being kept for clips; left out while it is, or is not meant to be.</summary>
    public string? NotRecorded { get; init; }

    /// <summary>Why speech is not being written down at this moment; left out while it is, or is not meant to be.</summary>
    public string? Unheard { get; init; }

    /// <summary>The latest moment that was received.</summary>
    public double? Received { get; init; }

    /// <summary>Seconds from the arrival of the last segment's end to its being findable.</summary>
    public double? Lag { get; init; }

    /// <summary>Footage per second on the wall over the last minute.</summary>
    public double? Rate { get; init; }
}
