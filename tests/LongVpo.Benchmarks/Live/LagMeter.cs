using LongVpo.Actors.Video;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;

namespace LongVpo.Benchmarks.Live;

/// <summary>
/// Follows the system and notes for every sealed segment how long after its end was live it was stored. The time of being live is the anchor's, not the system's own account
/// of when something arrived, so waiting before the reader counts as well.
/// </summary>
internal sealed class LagMeter : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<VideoId, (MediaTime Time, DateTimeOffset Utc)> _anchors = [];
    private readonly Dictionary<VideoId, List<double>> _lags = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly double _pace;
    private readonly Task _following;

    /// <param name="videos">The system.</param>
    /// <param name="pace">How fast the footage runs against the wall.</param>
    public LagMeter(VideoSystem videos, double pace)
    {
        _pace = pace;
        _following = FollowAsync(videos);
    }

    /// <summary>Segments that left something out because watching could not keep up.</summary>
    public int Degraded { get; private set; }

    /// <summary>Sealed segments of all videos.</summary>
    public int Segments { get; private set; }

    /// <summary>Seconds from a segment's end to its being stored, in the order of storing.</summary>
    public double[] Of(VideoId video)
    {
        lock (_gate) return _lags.TryGetValue(video, out var lags) ? [.. lags] : [];
    }

    /// <summary>When a moment of a video was live; null before its first anchor.</summary>
    public DateTimeOffset? LiveAt(VideoId video, double seconds)
    {
        lock (_gate) return _anchors.TryGetValue(video, out var anchor) ? anchor.Utc + ((MediaTime.FromSeconds(seconds).Since(anchor.Time)) / _pace) : null;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _following;
        _stop.Dispose();
    }

    private async Task FollowAsync(VideoSystem videos)
    {
        try
        {
            await foreach (var change in videos.FollowAsync(only: null, _stop.Token)) Note(change, TimeProvider.System.GetUtcNow());
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }

    private void Note(VideoChange change, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (change.Event is ClockAnchored anchored) _anchors[change.Video] = (anchored.Time, anchored.Utc);
            if (change.Event is not SegmentSealed { Segment: var segment } || !_anchors.TryGetValue(change.Video, out var anchor)) return;
            Segments++;
            if (segment.Degraded is not null) Degraded++;
            if (!_lags.TryGetValue(change.Video, out var lags)) _lags[change.Video] = lags = [];
            lags.Add((now - anchor.Utc - (segment.Span.Range.End.Since(anchor.Time) / _pace)).TotalSeconds);
        }
    }
}
