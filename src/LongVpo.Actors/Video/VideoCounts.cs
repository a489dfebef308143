using LongVpo.Core.Videos;

namespace LongVpo.Actors.Video;

/// <summary>What a metric exporter reads of one video at any moment, without waiting and without the store. Totals grow over every run of this process and never shrink.</summary>
public sealed record VideoCounts
{
    public required VideoId Video { get; init; }

    /// <summary>The video's number among those that this process worked on, from 0.</summary>
    public required int Number { get; init; }

    public long FramesReceived { get; init; }

    public long FramesProcessed { get; init; }

    public long FramesDropped { get; init; }

    /// <summary>Of the current run; what a failed run left is read again by the next one.</summary>
    public long FramesPending { get; init; }

    public long Reconnects { get; init; }

    public int Restarts { get; init; }

    /// <summary>Over the video's whole history.</summary>
    public int Gaps { get; init; }

    public TimeSpan GapTime { get; init; }

    public int Segments { get; init; }

    /// <summary>Null before the first segment of the current run.</summary>
    public TimeSpan? Lag { get; init; }

    /// <summary>Items between reading and observing.</summary>
    public int FeedDepth { get; init; }

    /// <summary>Messages that wait for the video's actor.</summary>
    public int InboxDepth { get; init; }
}
