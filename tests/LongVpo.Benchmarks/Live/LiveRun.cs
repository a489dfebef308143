using System.Diagnostics;
using LongVpo.Core.Videos;

namespace LongVpo.Benchmarks.Live;

/// <summary>Watches several paced files at once from their beginning to their end and keeps everything that was measured on the way.</summary>
internal sealed class LiveRun
{
    // Compiling, opening and the first reading of text are over by then.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private LiveRun(IReadOnlyList<VideoId> videos) => Videos = videos;

    public IReadOnlyList<VideoId> Videos { get; }

    public IReadOnlyList<VideoStatus> Last { get; private set; } = [];

    public required LedgerWatch Ledger { get; init; }

    public required IReadOnlyDictionary<VideoId, double[]> Lags { get; init; }

    /// <summary>Processor seconds of the whole process per minute of one stream, after the warm-up.</summary>
    public double ProcessorPerStreamMinute { get; private set; }

    /// <summary>Seconds on the wall inside the observers per minute of one stream, waiting for a core included.</summary>
    public double ObserversPerStreamMinute { get; private set; }

    public int Degraded { get; private set; }

    public int Segments { get; private set; }

    public long Dropped => Last.Sum(s => s.FramesDropped);

    /// <param name="files">What to watch.</param>
    /// <param name="settings">With what.</param>
    /// <param name="length">How long the files are.</param>
    /// <param name="pace">How fast they are played.</param>
    /// <param name="beside">Goes on beside the watching until it is cancelled; null for nothing.</param>
    public static async Task<LiveRun> WatchAsync(
        IReadOnlyList<string> files, LiveBedSettings settings, TimeSpan length, double pace = 1, Func<LiveBed, IReadOnlyList<VideoId>, LagMeter, CancellationToken, Task>? beside = null)
    {
        await using var bed = await LiveBed.OpenAsync(settings);
        await using var lags = new LagMeter(bed.Videos, pace);
        List<VideoId> videos = [];
        foreach (var file in files) videos.Add(await bed.Videos.WatchAsync(new WatchRequest { Location = file, Pace = pace }, CancellationToken.None));
        var ledger = new LedgerWatch(bed, files.Count);
        using var over = new CancellationTokenSource();
        var other = beside?.Invoke(bed, videos, lags, over.Token) ?? Task.CompletedTask;
        var costs = new Costs(bed, WarmUp, length / pace - Step);
        IReadOnlyList<VideoStatus> last;
        using var timer = new PeriodicTimer(Step);
        // Twice the length is room for a system that is badly behind; what is not finished then shows in the figures.
        var limit = length / pace * 2 + TimeSpan.FromSeconds(30);
        var began = Stopwatch.GetTimestamp();
        do
        {
            await timer.WaitForNextTickAsync();
            last = await ledger.SampleAsync(CancellationToken.None);
            costs.Look();
        }
        while (last.Count(s => s.Phase is WatchPhase.Finished or WatchPhase.Failed) < files.Count && Stopwatch.GetElapsedTime(began) < limit);
        await over.CancelAsync();
        await other;
        var minutes = costs.Span.TotalMinutes * files.Count * pace;
        return new LiveRun(videos)
        {
            Ledger = ledger, Lags = videos.ToDictionary(v => v, lags.Of), Last = last, Degraded = lags.Degraded, Segments = lags.Segments,
            ProcessorPerStreamMinute = costs.Processor.TotalSeconds / minutes, ObserversPerStreamMinute = costs.Observing.TotalSeconds / minutes,
        };
    }

    // From the end of the warm-up to shortly before the first stream ends.
    private sealed class Costs(LiveBed bed, TimeSpan from, TimeSpan to)
    {
        private readonly long _began = Stopwatch.GetTimestamp();
        private (TimeSpan At, TimeSpan Processor, TimeSpan Observing)? _first;
        private (TimeSpan At, TimeSpan Processor, TimeSpan Observing) _last;

        public TimeSpan Span => _last.At - (_first?.At ?? TimeSpan.Zero);

        public TimeSpan Processor => _last.Processor - (_first?.Processor ?? TimeSpan.Zero);

        public TimeSpan Observing => _last.Observing - (_first?.Observing ?? TimeSpan.Zero);

        public void Look()
        {
            var at = Stopwatch.GetElapsedTime(_began);
            if (at < from || at > to) return;
            _last = (at, Environment.CpuUsage.TotalTime, bed.Observers.Busy);
            _first ??= _last;
        }
    }
}
