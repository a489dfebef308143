using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Videos;

namespace LongVpo.Actors.Video;

/// <summary>
/// Keeps what is on the watch list watched: one task per source, which opens it, however long that takes, and hands it to the video's actor. It decides nothing about
/// footage, and what one source does is of no concern to any other.
/// </summary>
internal sealed class WatchKeeper(
    IMediaProbe probe, RestartOptions options, TimeProvider time, Func<Watch, SourceDescription, CancellationToken, Task> watchAsync, Func<VideoId, VideoGauge> gauge) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<VideoId, Kept> _kept = [];
    private bool _closed;

    /// <summary>Watches a source from now on; nothing happens when it is being watched already.</summary>
    /// <param name="watch">What to watch.</param>
    /// <param name="found">What the source is, when that is known; null opens it, again and again until it answers.</param>
    public void Start(Watch watch, SourceDescription? found)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (_kept.TryGetValue(watch.Video, out var running) && !running.Work.IsCompleted) return;
            var stop = new CancellationTokenSource();
            _kept[watch.Video] = new Kept(stop, Task.Run(() => KeepAsync(watch, found, stop.Token), CancellationToken.None));
        }
    }

    /// <summary>Whether the source is being watched, or opened, at this moment.</summary>
    public bool Watches(VideoId video)
    {
        lock (_gate) return _kept.TryGetValue(video, out var kept) && !kept.Work.IsCompleted;
    }

    /// <summary>Waits until the watching is over by itself, captions included; at once when the source is not watched.</summary>
    public Task EndedAsync(VideoId video, CancellationToken cancellationToken)
    {
        lock (_gate) return _kept.TryGetValue(video, out var kept) ? kept.Work.WaitAsync(cancellationToken) : Task.CompletedTask;
    }

    /// <summary>Stops watching; what is sealed stays.</summary>
    /// <returns>False when it was not being watched.</returns>
    public async Task<bool> StopAsync(VideoId video, CancellationToken cancellationToken)
    {
        Kept? kept;
        lock (_gate)
        {
            if (!_kept.Remove(video, out kept)) return false;
        }

        await kept.End().WaitAsync(cancellationToken);
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        List<Kept> all;
        lock (_gate)
        {
            _closed = true;
            all = [.. _kept.Values];
            _kept.Clear();
        }

        await Task.WhenAll(all.Select(k => k.End()));
    }

    private async Task KeepAsync(Watch watch, SourceDescription? found, CancellationToken cancellationToken)
    {
        var shown = gauge(watch.Video);
        try
        {
            found ??= await OpenAsync(watch, shown, cancellationToken);
            shown.Found(found.Location, found.IsLive);
            await watchAsync(watch, found, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            shown.Enter(WatchPhase.Idle, null);
        }
        catch (Exception failure)
        {
            shown.Enter(WatchPhase.Failed, Failures.Sentence(Failures.Root(failure), watch.Request.Location));
        }
    }

    // A camera that is switched off today is watched tomorrow: only a source that says it never can be is given up.
    private async Task<SourceDescription> OpenAsync(Watch watch, VideoGauge shown, CancellationToken cancellationToken)
    {
        shown.Enter(WatchPhase.Opening, null);
        for (var pause = options.FirstDelay; ; pause = Longer(pause))
        {
            try
            {
                return await probe.DescribeAsync(watch.Request.Location, cancellationToken);
            }
            catch (SourceException notNow) when (notNow.IsTransient)
            {
                shown.Enter(WatchPhase.Reconnecting, notNow.Message);
            }

            await Task.Delay(pause, time, cancellationToken);
        }
    }

    private TimeSpan Longer(TimeSpan pause)
    {
        var next = pause > TimeSpan.Zero ? pause * 2 : TimeSpan.FromSeconds(1);
        return next < options.MaxDelay ? next : options.MaxDelay;
    }

    private sealed record Kept(CancellationTokenSource Stop, Task Work)
    {
        public async Task End()
        {
            await Stop.CancelAsync();
            await Work;
            Stop.Dispose();
        }
    }
}
