using LongVpo.Actors.Video;
using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Videos;
using LongVpo.TestKit;
using LongVpo.Tests.Core.Segments;

namespace LongVpo.Tests.Actors.Video;

/// <summary>A whole video system over live sources that a test speaks for, with a memory that may outlive it.</summary>
public sealed class LiveStage : IAsyncDisposable, ISegmentObserverFactory
{
    public LiveStage(MemoryStore? store = null, MemoryWatches? watches = null, RestartOptions? restart = null, ManualTime? time = null, int feed = 4_096, AnalysisOptions? analysis = null)
    {
        Sources = new LiveSources(Pool);
        (Store, Watches, Time) = (store ?? new MemoryStore(), watches ?? new MemoryWatches(), time ?? new ManualTime());
        System = new VideoSystem(
            new VideoSystemParts
            {
                Probe = Sources,
                Source = Sources,
                Cutters = new ScriptedCutter.Factory(),
                Observers = this,
                Captions = new PlainCaptions(),
                Store = Store,
                Watches = Watches,
                Answers = new Stage.ScriptedAnswers(),
                Recipe = "recipe 1",
                Options = new VideoSystemOptions
                {
                    Analysis = (analysis ?? new AnalysisOptions()) with { FeedCapacityItems = feed, CreditsSegments = 2 },
                    Restart = restart ?? new RestartOptions(),
                },
            },
            Time,
            Logs);
        NothingLeftBehind.Promise(this);
    }

    public ManualTime Time { get; }

    public RecordingLogs Logs { get; } = new();

    public FrameBufferPool Pool { get; } = new(100_000);

    public LiveSources Sources { get; }

    public MemoryStore Store { get; }

    public MemoryWatches Watches { get; }

    public VideoSystem System { get; }

    /// <summary>Awaited before an event of a source is observed.</summary>
    public Func<string, Task> Pace { get; set; } = _ => Task.CompletedTask;

    public ISegmentObserver Create(SourceDescription source, string? carry)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new CountingObserver(carry, Gremlin.None, () => Pace(source.Location));
    }

    public Task<VideoId> WatchAsync(string location) => System.WatchAsync(new WatchRequest { Location = location }, TestContext.Current.CancellationToken);

    /// <summary>Waits, in real time, until something that other threads bring about is so.</summary>
    /// <exception cref="TimeoutException">It was not so for minutes, so it never will be.</exception>
    public Task<VideoStatus> UntilAsync(VideoId video, Func<VideoStatus, bool> so) => AdvanceUntilAsync(video, TimeSpan.Zero, so);

    /// <summary>As <see cref="UntilAsync"/>, moving the clock a little each time.</summary>
    /// <exception cref="TimeoutException">It was not so for minutes, so it never will be.</exception>
    public async Task<VideoStatus> AdvanceUntilAsync(VideoId video, TimeSpan step, Func<VideoStatus, bool> so)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var status = await System.StatusAsync(video, TestContext.Current.CancellationToken);
            if (status is not null && so(status)) return status;
            if (TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromMinutes(3)) throw new TimeoutException($"What was waited for did not come about; the video is {status}.");
            if (step > TimeSpan.Zero) Time.Advance(step);
            await Task.Delay(2, TestContext.Current.CancellationToken);
        }
    }

    public IReadOnlyList<VideoEvent> EventsOf(VideoId video) => Store.EventsOf(video);

    public async ValueTask DisposeAsync()
    {
        NothingLeftBehind.Kept(this);
        await System.DisposeAsync();
        Sources.Drain();
        Assert.Equal(0, Pool.Outstanding);
        Pool.Dispose();
        Logs.Dispose();
    }
}
