using System.Globalization;
using LongVpo.Actors.Kernel;
using LongVpo.Core.Answers;
using LongVpo.Core.Ports;
using LongVpo.Core.Trees;
using LongVpo.Core.Videos;
using Microsoft.Extensions.Logging;

namespace LongVpo.Actors.Video;

/// <summary>
/// The room's front door: analyse, read, ask, delete. Behind it there is one actor per video that is being worked on and one per question; who calls here needs to know neither.
/// </summary>
public sealed class VideoSystem : IAsyncDisposable
{
    private readonly VideoSystemParts _parts;
    private readonly VideoRules _rules;
    private readonly VideoHistory _history;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _logs;
    private readonly ActorDirectory<VideoId, VideoMessage> _videos;
    private readonly CancellationTokenSource _closing = new();
    private int _questions;

    /// <param name="parts">The ports to work through; they stay the caller's.</param>
    /// <param name="time">The clock of pauses, deadlines and of the events' times.</param>
    /// <param name="logs">Where restarts and failures are told.</param>
    public VideoSystem(VideoSystemParts parts, TimeProvider time, ILoggerFactory logs)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(logs);
        (_parts, _time, _logs) = (parts, time, logs);
        _rules = new VideoRules(new TreeRules(parts.Options.Trees, parts.Captions));
        _history = new VideoHistory(parts.Store, _rules);
        _videos = new ActorDirectory<VideoId, VideoMessage>(StartVideo);
    }

    /// <summary>Analyses what is there, or takes up where an earlier analysis stopped, and reports each sealed segment.</summary>
    /// <exception cref="SourceException">The source cannot be opened.</exception>
    public Task<AnalysisOutcome> AnalyzeAsync(string location, IProgress<VideoProgress>? progress, CancellationToken cancellationToken) =>
        AnalyzeAsync(new AnalysisRequest { Location = location, Progress = progress }, cancellationToken);

    /// <summary>
    /// Analyses a source to its end. Several callers of one video share one run. Cancelling leaves it: when nobody else waits, watching stops, every frame is given back,
    /// and what is sealed stays to go on from.
    /// </summary>
    /// <exception cref="SourceException">The source cannot be opened; a failure later on is an outcome, not an exception.</exception>
    public async Task<AnalysisOutcome> AnalyzeAsync(AnalysisRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        var source = await _parts.Probe.DescribeAsync(request.Location, either.Token);
        var video = await _parts.Probe.IdentifyAsync(request.Location, either.Token);
        if (request.Afresh) await DeleteAsync(video, either.Token);
        var ticket = new AnalysisTicket(request.Progress);
        try
        {
            await _videos.AskAsync<bool>(video, accepted => new Analyze(source, ticket, accepted), Timeout.InfiniteTimeSpan, either.Token);
            return await ticket.Outcome.WaitAsync(either.Token);
        }
        catch (ActorStoppedException stopped) when (stopped.InnerException is { } failure)
        {
            // Given up before the request was heard, for instance because the store cannot be read.
            return new AnalysisOutcome { Video = video, Failed = true, Message = Failures.Sentence(Failures.Root(failure), request.Location) };
        }
        catch (OperationCanceledException) when (!_closing.IsCancellationRequested)
        {
            await _videos.AskAsync<bool>(video, stopped => new StopAnalyzing(ticket, stopped), Timeout.InfiniteTimeSpan, CancellationToken.None);
            throw;
        }
    }

    /// <summary>The video's state, from its actor's events in the store; <see cref="VideoState.Empty"/> for a video that was never added.</summary>
    /// <exception cref="StoreException">The memory could not be read.</exception>
    public Task<VideoState> LoadAsync(VideoId video, CancellationToken cancellationToken) => _history.LoadAsync(video, cancellationToken);

    /// <summary>Scenes, chapters and programme, at any time of an analysis.</summary>
    /// <exception cref="StoreException">The memory could not be read.</exception>
    public Task<VideoTree> ReadTreeAsync(VideoId video, CancellationToken cancellationToken) => _history.ReadTreeAsync(video, cancellationToken);

    /// <summary>Answers a question from what is remembered so far.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="limit">Longest wait; null takes the option's.</param>
    /// <param name="cancellationToken">Leaves without an answer.</param>
    /// <exception cref="AskTimeoutException">The limit has passed.</exception>
    /// <exception cref="StoreException">The memory could not be read.</exception>
    public async Task<Answer> AskAsync(Question question, TimeSpan? limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var settings = new ActorSettings
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"question {Interlocked.Increment(ref _questions)}"),
            // An asker that has left wants nothing drained.
            Inbox = _parts.Options.Inbox with { DrainLimit = TimeSpan.Zero },
            Supervise = _ => Supervision.Resume,
        };
        await using var cell = new ActorCell<QuestionAsked>(settings, _ => new QuestionActor(_parts.Answers), _time, _logs);
        return await cell.AskAsync<Answer>(reply => new QuestionAsked(question, reply), limit ?? _parts.Options.Analysis.AnswerLimit, cancellationToken);
    }

    /// <summary>Stops watching the video and removes everything about it from the store.</summary>
    /// <returns>False when there was none.</returns>
    /// <exception cref="StoreException">The memory cannot be written.</exception>
    public async Task<bool> DeleteAsync(VideoId video, CancellationToken cancellationToken)
    {
        await _videos.StopAsync(video);
        return await _parts.Store.DeleteAsync(video, cancellationToken);
    }

    /// <summary>Stops all watching in order; what is sealed stays.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _videos.DisposeAsync();
        _closing.Dispose();
    }

    private ActorCell<VideoMessage> StartVideo(VideoId video)
    {
        var options = _parts.Options;
        var desk = new AnalysisDesk();
        var settings = new ActorSettings
        {
            Name = $"video {video}",
            // Room for all credits of a run and for what a run before it left: a child's publishing must never find the inbox full.
            Inbox = options.Inbox with { CapacityMessages = Math.Max(options.Inbox.CapacityMessages, 2 * options.Analysis.CreditsSegments) },
            Restart = options.Restart,
            IdleAfter = options.Analysis.VideoIdleAfter,
            Supervise = Failures.Supervise,
        };
        var cell = new ActorCell<VideoMessage>(settings, context => new VideoActor(video, context, desk, _parts, _rules, _time), _time, _logs);
        _ = SettleWhenStoppedAsync(video, cell, desk);
        return cell;
    }

    // Whoever still waits when the actor is stopped from outside would wait for ever.
    private static async Task SettleWhenStoppedAsync(VideoId video, ActorCell<VideoMessage> cell, AnalysisDesk desk)
    {
        await cell.Completion;
        desk.SettleAll(new AnalysisOutcome { Video = video, Failed = true, Message = "Watching was stopped because the video was deleted or the program is ending." });
    }
}
