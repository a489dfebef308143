using LongVpo.Core.Time;
using LongVpo.Core.Videos;

namespace LongVpo.Actors.Video;

/// <summary>How far an analysis has come, told after each sealed segment. Totals include what earlier runs sealed.</summary>
public sealed record VideoProgress
{
    public required VideoId Video { get; init; }

    /// <summary>Start of the timeline; null before the first segment.</summary>
    public MediaTime? Start { get; init; }

    /// <summary>End of the last sealed segment; null before the first.</summary>
    public MediaTime? Watermark { get; init; }

    /// <summary>Where this run went on; null when it started at the beginning.</summary>
    public MediaTime? ResumedFrom { get; init; }

    /// <summary>Length by the container, in seconds, if it says so.</summary>
    public double? DurationSeconds { get; init; }

    public int Segments { get; init; }

    public long FramesDecoded { get; init; }

    public long FramesCorrupt { get; init; }

    /// <summary>Frames, sound blocks and lines read but not yet observed.</summary>
    public int FeedDepth { get; init; }

    /// <summary>Messages waiting in the video's inbox.</summary>
    public int InboxDepth { get; init; }

    /// <summary>Length of what is sealed.</summary>
    public TimeSpan Done => Start is { } start && Watermark is { } end ? end.Since(start) : TimeSpan.Zero;
}
