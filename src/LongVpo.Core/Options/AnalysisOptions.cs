using System.ComponentModel.DataAnnotations;

namespace LongVpo.Core.Options;

/// <summary>How far the parts of an analysis may run ahead of each other, and how long things may take.</summary>
public sealed record AnalysisOptions
{
    /// <summary>
    /// Frames, sound blocks and lines between reading and observing; full makes the reader wait. 256 is 4 to 8 seconds of video: enough to read on while a segment is sealed.
    /// </summary>
    [Range(1, 65_536)]
    public int FeedCapacityItems { get; init; } = 256;

    /// <summary>Segments that may be on their way to the store; at the limit observing waits for the store. 4 covers a slow disk without holding much.</summary>
    [Range(1, 1_024)]
    public int CreditsSegments { get; init; } = 4;

    /// <summary>A video nobody asks about leaves memory after this long; the next request loads it from the store.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan VideoIdleAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Longest time for an answer when the asker sets none; finding evidence takes milliseconds, so this only ends what is stuck.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan AnswerLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a caller that leaves waits for the reading to have stopped. Between two restarts nothing is heard and nothing runs, so it is short.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan LeaveLimit { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Longest wait of live footage between its cutting and its observing: when it has waited half of that for as long as this, every second sampled picture is looked at; if it then
    /// waits three quarters for as long again, segments may also be longer, and what has waited for twice this is not looked at any more. 4 s lets a full page of print be read without a loss, and is less than the sources' queues hold.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1000000", "00:10:00")]
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// Longest piece of a shot of a live source that is watched too slowly to seal shorter ones: twice the usual 10 s. Never shorter than the usual length.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan LongestWhenBehind { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// A live source that has been silent for this long has its open segment sealed once that is as old as a segment may be long, or at once when the source was lost,
    /// so that what was seen can be asked about.
    /// 2 s is longer than pictures are apart and short beside the 10 s of a segment.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1000000", "00:10:00")]
    public TimeSpan SilenceBeforeSealing { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Changes that may wait for one follower before it counts as too slow and is let go. 4096 is about an hour of eight videos, so only one that has stopped reading gets there.
    /// </summary>
    [Range(16, 1_048_576)]
    public int FollowerCapacityChanges { get; init; } = 4_096;
}
