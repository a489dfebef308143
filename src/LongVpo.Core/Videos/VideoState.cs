using LongVpo.Core.Frames;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Trees;

namespace LongVpo.Core.Videos;

/// <summary>
/// What has to be known of a video to go on with it: the fold of its events, in space that does not grow with its length.
/// Sealed segments and closed nodes are not in it; they are in the store.
/// </summary>
public sealed record VideoState
{
    public static VideoState Empty { get; } = new();

    /// <summary>Number of events folded; the version the store expects.</summary>
    public long Version { get; init; }

    /// <summary>Null until the video is added.</summary>
    public SourceDescription? Source { get; init; }

    public string? Recipe { get; init; }

    public DateTimeOffset? AddedAt { get; init; }

    /// <summary>The last sealed segment: where a resumed run goes on.</summary>
    public SegmentSpan? Last { get; init; }

    /// <summary>The last segment's carry, for the next observer.</summary>
    public string? Carry { get; init; }

    public MediaTime? Start { get; init; }

    public int Segments { get; init; }

    /// <summary>Sums over the sealed segments, so that a restart changes no total.</summary>
    public long FramesDecoded { get; init; }

    public long FramesCorrupt { get; init; }

    public int Gaps { get; init; }

    /// <summary>Length of all recorded gaps together.</summary>
    public TimeSpan GapTime { get; init; }

    /// <summary>Up to here a speech model has been asked about the sound; null before the first stretch.</summary>
    public MediaTime? HeardUntil { get; init; }

    /// <summary>End of the last recorded gap.</summary>
    public MediaTime? GapsUntil { get; init; }

    /// <summary>The last place where the timeline and the clock on the wall met; null while they never did.</summary>
    public ClockAnchored? Clock { get; init; }

    /// <summary>Why live footage is not being kept, in one sentence; null while it is, or nobody said otherwise.</summary>
    public string? NotRecorded { get; init; }

    /// <summary>When the last segment was sealed, by the clock on the wall.</summary>
    public DateTimeOffset? SealedAt { get; init; }

    public TreeState Tree { get; init; } = TreeState.Empty;

    /// <summary>How it ended; null while there is something left to watch.</summary>
    public VideoFinished? Finished { get; init; }

    /// <summary>The last failure, until something is sealed after it.</summary>
    public VideoFailed? Failed { get; init; }

    public bool IsOpen => Source is not null;

    /// <summary>How far the video has been seen; null before the first segment.</summary>
    public MediaTime? Watermark => Last?.Range.End;

    /// <summary>
    /// Where a live source goes on: behind what is sealed. Where no clock was ever read, the moment of the last sealing stands in, which is late by a segment at most.
    /// </summary>
    public LiveAnchor? Anchor =>
        Watermark is not { } seen ? null
        : Clock is { } clock ? new LiveAnchor(seen, clock.UtcOf(seen))
        : SealedAt is { } at ? new LiveAnchor(seen, at) : null;

    /// <exception cref="InvalidOperationException">The video was never added.</exception>
    public VideoSummary Summary(VideoId video) => new()
    {
        Video = video,
        Location = (Source ?? throw new InvalidOperationException($"{video} was never added.")).Location,
        Segments = Segments,
        Start = Start,
        Watermark = Watermark,
        Finished = Finished is not null,
        AddedAt = AddedAt ?? default,
        DurationSeconds = Source.DurationSeconds,
        Gaps = Gaps,
        GapTime = GapTime,
        Failure = Failed?.Reason,
    };
}
