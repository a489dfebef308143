using System.Collections.Concurrent;
using LongVpo.Core.Ports;
using LongVpo.Core.Videos;

namespace LongVpo.Actors.Video;

/// <summary>Says how every video is doing: those that are worked on from their gauges, the others from the store's list.</summary>
internal sealed class StatusBoard(IVideoStore store, IWatchList watches, ChangeHub hub)
{
    private readonly ConcurrentDictionary<VideoId, VideoGauge> _gauges = new();
    private int _numbers;

    public VideoGauge Of(VideoId video) => _gauges.GetOrAdd(video, id => new VideoGauge(id, Interlocked.Increment(ref _numbers) - 1, hub));

    /// <summary>The counts of every video this process has worked on and not forgotten, oldest first.</summary>
    public IReadOnlyList<VideoCounts> Counts() => [.. _gauges.Values.Select(g => g.Counts()).OrderBy(c => c.Number)];

    /// <summary>Forgets a video that was deleted.</summary>
    public void Forget(VideoId video) => _gauges.TryRemove(video, out _);

    /// <summary>Why one of these videos (all, when none are named) is not watched any more although it should be; null when nothing failed.</summary>
    public string? Failure(IReadOnlyList<VideoId> videos) =>
        _gauges.Where(g => videos.Count == 0 || videos.Contains(g.Key)).Select(g => g.Value.Failure).FirstOrDefault(f => f is not null);

    /// <summary>In the order in which they were added; watched ones of which nothing is stored yet come last.</summary>
    public async Task<IReadOnlyList<VideoStatus>> ReadAsync(CancellationToken cancellationToken)
    {
        var stored = await store.ListAsync(cancellationToken);
        var watched = (await watches.ListAsync(cancellationToken)).ToDictionary(w => w.Video);
        var known = stored.Select(s => s.Video).ToHashSet();
        return
        [
            .. stored.Select(summary => One(summary.Video, summary, watched.GetValueOrDefault(summary.Video))),
            .. watched.Values.Where(w => !known.Contains(w.Video)).Select(w => One(w.Video, null, w)),
        ];
    }

    private VideoStatus One(VideoId video, VideoSummary? summary, Watch? watch)
    {
        if (_gauges.TryGetValue(video, out var gauge)) return gauge.Read(watch?.Request.Name, summary?.Location ?? watch?.Request.Location);
        return new VideoStatus
        {
            Video = video,
            Location = summary?.Location ?? watch!.Request.Location,
            Name = watch?.Request.Name,
            Phase = summary switch { { Finished: true } => WatchPhase.Finished, { Failure: not null } => WatchPhase.Failed, _ => WatchPhase.Idle },
            Reason = summary?.Failure,
            Start = summary?.Start,
            Watermark = summary?.Watermark,
            Segments = summary?.Segments ?? 0,
            Gaps = summary?.Gaps ?? 0,
            GapTime = summary?.GapTime ?? TimeSpan.Zero,
        };
    }
}
