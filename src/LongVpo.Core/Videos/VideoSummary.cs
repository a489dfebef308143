using LongVpo.Core.Time;

namespace LongVpo.Core.Videos;

/// <summary>One line about a stored video: enough for lists, and for deciding whether there is anything left to do.</summary>
public sealed record VideoSummary
{
    public required VideoId Video { get; init; }

    /// <summary>Path or URL it was last seen under.</summary>
    public required string Location { get; init; }

    public required int Segments { get; init; }

    /// <summary>Start of the first segment; null before one is sealed.</summary>
    public MediaTime? Start { get; init; }

    /// <summary>End of the last sealed segment: how far the video has been seen.</summary>
    public MediaTime? Watermark { get; init; }

    public bool Finished { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    public double? DurationSeconds { get; init; }

    /// <summary>Holes in the timeline, and how long they are together.</summary>
    public int Gaps { get; init; }

    public TimeSpan GapTime { get; init; }

    /// <summary>Why watching was given up; null when it was not, or something was sealed since.</summary>
    public string? Failure { get; init; }
}
