using System.Globalization;
using LongVpo.Actors.Kernel;
using LongVpo.Core.Answers;
using LongVpo.Core.Frames;
using LongVpo.Core.Models;
using LongVpo.Core.Ports;
using LongVpo.Core.Telemetry;
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
    private readonly ChangeHub _hub;
    private readonly StatusBoard _board;
    private readonly WatchKeeper _watched;
    private readonly CaptionDesk? _captions;
    private readonly SpeechDesk? _speech;
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
        _hub = new ChangeHub(parts.Options.Analysis.FollowerCapacityChanges);
        _board = new StatusBoard(parts.Store, parts.Watches, _hub);
        _speech = parts.Speech is null ? null : new SpeechDesk(parts.Speech, _history, _videos, _board.Of, time, logs);
        _captions = parts.Models is null ? null : new CaptionDesk(parts.Models, _hub, _videos, _speech, time, logs);
        _watched = new WatchKeeper(parts.Probe, parts.Options.Restart, time, KeepWatchedAsync, _board.Of);
    }

    /// <summary>
    /// Has a source watched until someone says stop: a live one for ever, a file to its end, over any restart of the node. It returns when that is durable; opening a live
    /// source that does not answer yet goes on behind it. A source that is being watched already stays as it is; one that was given up is tried again.
    /// </summary>
    /// <exception cref="SourceException">There is no such source, or it can never be watched.</exception>
    /// <exception cref="StoreException">The wish could not be kept.</exception>
    public async Task<VideoId> WatchAsync(WatchRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        var video = await _parts.Probe.IdentifyAsync(request.Location, either.Token);
        if (_watched.Watches(video)) return video;
        SourceDescription? found = null;
        try
        {
            found = await _parts.Probe.DescribeAsync(request.Location, either.Token);
        }
        catch (SourceException notNow) when (notNow.IsTransient)
        {
            // The keeper goes on trying, and the status says why nothing comes.
        }

        var watch = new Watch(video, request with { Location = found?.Location ?? request.Location }, _time.GetUtcNow());
        await _parts.Watches.AddAsync(watch, either.Token);
        _watched.Start(watch, found);
        return video;
    }

    /// <summary>Takes up everything that was being watched when the node last ran; finished videos are left alone.</summary>
    /// <returns>What is watched again.</returns>
    /// <exception cref="StoreException">The list could not be read.</exception>
    public async Task<IReadOnlyList<Watch>> ResumeWatchesAsync(CancellationToken cancellationToken)
    {
        var finished = (await _parts.Store.ListAsync(cancellationToken)).Where(v => v.Finished).Select(v => v.Video).ToHashSet();
        var listed = await _parts.Watches.ListAsync(cancellationToken);
        // A finished one may still lack captions of its model, or its speech.
        foreach (var watch in listed.Where(w => !finished.Contains(w.Video) || w.Request.Model is not null || _speech is not null)) _watched.Start(watch, found: null);
        return [.. listed.Where(w => !finished.Contains(w.Video))];
    }

    /// <summary>Stops watching and takes the source off the list; what is sealed stays.</summary>
    /// <returns>False when it was not on the list.</returns>
    /// <exception cref="StoreException">The list could not be changed.</exception>
    public async Task<bool> StopAsync(VideoId video, CancellationToken cancellationToken)
    {
        var listed = await _parts.Watches.RemoveAsync(video, cancellationToken);
        return await _watched.StopAsync(video, cancellationToken) || listed;
    }

    /// <summary>Waits until the watching of a source is over by itself: its footage has ended and a model, if one was named, has captioned all of it.</summary>
    public Task WatchEndedAsync(VideoId video, CancellationToken cancellationToken) => _watched.EndedAsync(video, cancellationToken);

    /// <summary>How every remembered or watched video is doing, at this moment.</summary>
    /// <exception cref="StoreException">The memory could not be read.</exception>
    public Task<IReadOnlyList<VideoStatus>> StatusAsync(CancellationToken cancellationToken) => _board.ReadAsync(cancellationToken);

    /// <summary>What every video of this process has counted so far; neither waits nor reads the memory.</summary>
    public IReadOnlyList<VideoCounts> Counts() => _board.Counts();

    /// <summary>How one video is doing; null when nothing is known of it.</summary>
    /// <exception cref="StoreException">The memory could not be read.</exception>
    public async Task<VideoStatus?> StatusAsync(VideoId video, CancellationToken cancellationToken) =>
        (await _board.ReadAsync(cancellationToken)).FirstOrDefault(s => s.Video == video);

    /// <summary>
    /// Everything that is stored about videos and every change of phase, from this call on, in the order of each video's versions. Following costs the videos nothing:
    /// whoever takes too long is let go, and goes on from the store with the last version it saw.
    /// </summary>
    /// <param name="only">One video; null follows all.</param>
    /// <param name="cancellationToken">Ends the following.</param>
    /// <exception cref="FollowerLostException">While enumerating: too slow.</exception>
    public IAsyncEnumerable<VideoChange> FollowAsync(VideoId? only, CancellationToken cancellationToken) => _hub.FollowAsync(only, cancellationToken);

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
        return await CaptionedAsync(video, source, pace: null, request.Model, patient: false, request.Progress, either.Token);
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
    public Task<Answer> AskAsync(Question question, TimeSpan? limit, CancellationToken cancellationToken) => AskAsync(question, parts: null, limit, cancellationToken);

    /// <summary>Answers a question from what is remembered so far, and tells what it finds and writes on the way.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="parts">Told in order, before the answer is returned; it must neither block nor throw.</param>
    /// <param name="limit">Longest wait; null takes the option's.</param>
    /// <param name="cancellationToken">Leaves without an answer.</param>
    /// <exception cref="AskTimeoutException">The limit has passed.</exception>
    /// <exception cref="StoreException">The memory could not be read.</exception>
    public async Task<Answer> AskAsync(Question question, IProgress<AnswerPart>? parts, TimeSpan? limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        using var traced = new QuestionTrace(question, _time);
        var settings = new ActorSettings
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"question {Interlocked.Increment(ref _questions)}"),
            // An asker that has left wants nothing drained.
            Inbox = _parts.Options.Inbox with { DrainLimit = TimeSpan.Zero },
            Supervise = _ => Supervision.Resume,
        };
        await using var cell = new ActorCell<QuestionAsked>(settings, _ => new QuestionActor(_parts.Answers), _time, _logs);
        var answer = await cell.AskAsync<Answer>(reply => new QuestionAsked(question, parts, reply), limit ?? _parts.Options.Analysis.AnswerLimit, cancellationToken);
        traced.Answered(answer);
        return answer with { Caution = _board.Failure(question.Videos) ?? answer.Caution };
    }

    /// <summary>Stops watching the video and removes everything about it from the store.</summary>
    /// <returns>False when there was none.</returns>
    /// <exception cref="StoreException">The memory cannot be written.</exception>
    public async Task<bool> DeleteAsync(VideoId video, CancellationToken cancellationToken)
    {
        await StopAsync(video, cancellationToken);
        await _videos.StopAsync(video, cancellationToken);
        var removed = await _parts.Store.DeleteAsync(video, cancellationToken);
        _board.Forget(video);
        return removed;
    }

    /// <summary>Stops all watching in order; what is sealed stays.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _watched.DisposeAsync();
        await _videos.DisposeAsync();
        _hub.Close();
        _closing.Dispose();
    }

    private async Task KeepWatchedAsync(Watch watch, SourceDescription source, CancellationToken cancellationToken)
    {
        var model = watch.Request.Model is { } name ? ModelName.Parse(name) : null;
        var outcome = await CaptionedAsync(watch.Video, source, watch.Request.Pace, model, patient: true, progress: null, cancellationToken);
        if (outcome.Refusal is not null || outcome.Failed) _board.Of(watch.Video).Enter(WatchPhase.Failed, outcome.Message);
    }

    private Task<AnalysisOutcome> CaptionedAsync(
        VideoId video, SourceDescription source, double? pace, ModelName? model, bool patient, IProgress<VideoProgress>? progress, CancellationToken cancellationToken)
    {
        var lane = source.IsLive || pace is not null ? ModelLane.LiveCaption : ModelLane.ArchiveCaption;
        return model is null || model.Scheme == ModelScheme.Observed || _captions is null
            ? HeardAsync()
            : _captions.RunAsync(video, model, lane, patient, HeardAsync, cancellationToken);

        Task<AnalysisOutcome> HeardAsync() =>
            _speech is null ? WatchedAsync() : _speech.RunAsync(video, source, lane, patient, WatchedAsync, cancellationToken);

        Task<AnalysisOutcome> WatchedAsync() => AnalyzeAsync(video, source, pace, progress, cancellationToken);
    }

    private async Task<AnalysisOutcome> AnalyzeAsync(
        VideoId video, SourceDescription source, double? pace, IProgress<VideoProgress>? progress, CancellationToken cancellationToken)
    {
        var ticket = new AnalysisTicket(progress);
        try
        {
            await _videos.AskAsync<bool>(video, accepted => new Analyze(source, pace, ticket, accepted), Timeout.InfiniteTimeSpan, cancellationToken);
            return await ticket.Outcome.WaitAsync(cancellationToken);
        }
        catch (ActorStoppedException stopped) when (stopped.InnerException is { } failure)
        {
            // Given up before the request was heard, for instance because the store cannot be read.
            return new AnalysisOutcome { Video = video, Failed = true, Message = Failures.Sentence(Failures.Root(failure), source.Location) };
        }
        catch (OperationCanceledException) when (!_closing.IsCancellationRequested)
        {
            await Leave(video, ticket);
            throw;
        }
    }

    private async Task Leave(VideoId video, AnalysisTicket ticket)
    {
        ticket.Leave();
        try
        {
            await _videos.AskAsync<bool>(video, stopped => new StopAnalyzing(ticket, stopped), _parts.Options.Analysis.LeaveLimit, CancellationToken.None);
        }
        catch (AskTimeoutException)
        {
            // It pauses before a restart, when nothing runs, or its source is slow to close; either way it knows by now that nobody waits.
        }
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
        var cell = new ActorCell<VideoMessage>(settings, context => new VideoActor(video, context, desk, _board.Of(video), _parts, _rules, _time), _time, _logs);
        _board.Of(video).InboxDepth = () => cell.Waiting;
        _ = SettleWhenStopped(video, cell, desk);
        return cell;
    }

    // Whoever still waits when the actor is stopped from outside would wait for ever.
    private static async Task SettleWhenStopped(VideoId video, ActorCell<VideoMessage> cell, AnalysisDesk desk)
    {
        await cell.Completion;
        desk.SettleAll(new AnalysisOutcome { Video = video, Failed = true, Message = "Watching was stopped because the video was deleted or the program is ending." });
    }
}
