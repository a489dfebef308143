using LongVpo.Core.Time;

namespace LongVpo.Core.Videos;

/// <summary>How a video is doing at this moment: what a person who runs many of them looks at.</summary>
public sealed record VideoStatus
{
    public required VideoId Video { get; init; }

    public required string Location { get; init; }

    public string? Name { get; init; }

    public required WatchPhase Phase { get; init; }

    /// <summary>One sentence: why it failed, or why it reconnects.</summary>
    public string? Reason { get; init; }

    /// <summary>One sentence why live footage is not being kept for clips; null while it is, or is not meant to be.</summary>
    public string? NotRecorded { get; init; }

    /// <summary>One sentence why speech is not being written down at this moment; null while it is, or is not meant to be.</summary>
    public string? Unheard { get; init; }

    public bool IsLive { get; init; }

    public MediaTime? Start { get; init; }

    /// <summary>End of the last sealed segment.</summary>
    public MediaTime? Watermark { get; init; }

    /// <summary>The latest moment that was received.</summary>
    public MediaTime? Received { get; init; }

    /// <summary>When the watermark was live, where the clock on the wall is known.</summary>
    public DateTimeOffset? WatermarkUtc { get; init; }

    /// <summary>From the end of the last sealed segment being received to its being findable; null before the first one.</summary>
    public TimeSpan? Lag { get; init; }

    /// <summary>Footage per second on the wall, over the last minute: 1 keeps up with a live source.</summary>
    public double? Rate { get; init; }

    public int Segments { get; init; }

    public int Gaps { get; init; }

    public TimeSpan GapTime { get; init; }

    public long Reconnects { get; init; }

    public int Restarts { get; init; }

    /// <summary>The ledger of frames of the current run: received = processed + dropped + pending at every moment.</summary>
    public long FramesReceived { get; init; }

    public long FramesProcessed { get; init; }

    public long FramesDropped { get; init; }

    public long FramesPending { get; init; }

    public long FramesCorrupt { get; init; }
}
