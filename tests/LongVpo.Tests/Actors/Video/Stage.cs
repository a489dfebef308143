using LongVpo.Actors.Video;
using LongVpo.Core.Answers;
using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.TestKit;
using LongVpo.Tests.Core.Segments;

namespace LongVpo.Tests.Actors.Video;

/// <summary>A whole video system over scripted ports, for one test.</summary>
public sealed class Stage : IAsyncDisposable
{
    private readonly VideoSystemParts _parts;

    public Stage(ScriptedVideo video, MemoryStore? store = null, string recipe = "recipe 1", RestartOptions? restart = null, MemoryWatches? watches = null, int followerCapacity = 4_096)
    {
        Pool = new FrameBufferPool(64);
        Source = new ScriptedSource(video, Pool);
        Store = store ?? new MemoryStore();
        Watches = watches ?? new MemoryWatches();
        _parts = new VideoSystemParts
        {
            Probe = Source,
            Source = Source,
            Cutters = new ScriptedCutter.Factory(),
            Observers = Observers,
            Captions = new PlainCaptions(),
            Store = Store,
            Watches = Watches,
            Answers = Answers,
            Recipe = recipe,
            Options = new VideoSystemOptions
            {
                Analysis = new AnalysisOptions { FeedCapacityItems = 16, CreditsSegments = 2, FollowerCapacityChanges = followerCapacity },
                Restart = restart ?? new RestartOptions { MaxRestarts = 1_000, FirstDelay = TimeSpan.Zero },
            },
        };
        System = new VideoSystem(_parts, Time, Logs);
        NothingLeftBehind.Promise(this);
    }

    public ManualTime Time { get; } = new();

    public RecordingLogs Logs { get; } = new();

    public FrameBufferPool Pool { get; }

    public ScriptedSource Source { get; }

    public CountingObserver.Factory Observers { get; } = new();

    public ScriptedAnswers Answers { get; } = new();

    public MemoryStore Store { get; }

    public MemoryWatches Watches { get; }

    public VideoSystem System { get; }

    public Gremlin Gremlin
    {
        set => (Source.Gremlin, Observers.Gremlin, Store.Gremlin) = (value, value, value);
    }

    public Task<AnalysisOutcome> AnalyzeAsync(Action<VideoProgress>? progress = null, bool afresh = false) =>
        RunAsync(progress, afresh, TestContext.Current.CancellationToken);

    public Task<AnalysisOutcome> AnalyzeUntilAsync(Action<VideoProgress> progress, CancellationToken cancellationToken) =>
        RunAsync(progress, afresh: false, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        NothingLeftBehind.Kept(this);
        await System.DisposeAsync();
        Assert.Equal(0, Pool.Outstanding);
        Pool.Dispose();
        Logs.Dispose();
    }

    /// <summary>Answers as the test says.</summary>
    public sealed class ScriptedAnswers : IQuestionAnswerer
    {
        public Func<Question, CancellationToken, Task<Answer>> Answer { get; set; } =
            (question, _) => Task.FromResult(new Answer { Text = question.Text, Found = true, Confidence = 1, Citations = [] });

        public Task<Answer> AnswerAsync(Question question, CancellationToken cancellationToken) => Answer(question, cancellationToken);
    }

    private Task<AnalysisOutcome> RunAsync(Action<VideoProgress>? progress, bool afresh, CancellationToken cancellationToken) =>
        System.AnalyzeAsync(
            new AnalysisRequest { Location = "/films/one", Afresh = afresh, Progress = progress is null ? null : new Direct(progress) }, cancellationToken);

    // Progress<T> would report later and elsewhere; tests act on the very moment.
    private sealed class Direct(Action<VideoProgress> report) : IProgress<VideoProgress>
    {
        public void Report(VideoProgress value) => report(value);
    }
}
