using LongVpo.Actors.Kernel;
using LongVpo.Core.Ports;
using LongVpo.Core.Videos;

namespace LongVpo.Actors.Video;

/// <summary>
/// The single writer of one video's state. Whatever happens is appended to the store, then applied, then acknowledged, so a crash at any point loses nothing that was
/// acknowledged and repeats nothing that was stored. It carries messages to <see cref="VideoRules"/> and decides nothing itself; any failure, its children's included,
/// is thrown to its supervisor, and the next incarnation goes on from the store.
/// </summary>
internal sealed class VideoActor(
    VideoId video, IActorContext<VideoMessage> context, AnalysisDesk desk, VideoGauge gauge, VideoSystemParts parts, VideoRules rules, TimeProvider time)
    : IActor<VideoMessage>, IAsyncDisposable
{
    private readonly VideoHistory _history = new(parts.Store, rules);
    private VideoState _state = VideoState.Empty;
    private AnalysisRun? _run;

    public bool IsBusy => _run is not null;

    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        _state = await _history.LoadAsync(video, gauge.CatchUp, cancellationToken);
        gauge.Load(_state);
        if (!desk.IsWanted) return;
        // Only a failure leaves someone waiting who was there before.
        gauge.Restarted();
        await WatchAsync(cancellationToken);
    }

    public async ValueTask HandleAsync(VideoMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await CarryOutAsync(message, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && desk.IsWanted)
        {
            gauge.Enter(WatchPhase.Restarting, Failures.Root(failure).Message);
            throw;
        }
    }

    private ValueTask CarryOutAsync(VideoMessage message, CancellationToken cancellationToken) => message switch
    {
        Analyze analyze => AnalyzeAsync(analyze, cancellationToken),
        StopAnalyzing stop => Stop(stop),
        ReadState read => Answer(read),
        KeepCaption caption => KeepAsync(caption, cancellationToken),
        KeepSpeech speech => KeepAsync(speech, cancellationToken),
        Published published => KeepAsync(published, cancellationToken),
        ChildStopped { Exit.Failure: { } failure } stopped when stopped.Run == _run?.Id => throw new ChildFailedException(failure),
        ChildStopped => ValueTask.CompletedTask,
        _ => throw new InvalidOperationException($"A video does not know {message.GetType().Name}."),
    };

    public async ValueTask GiveUpAsync(Exception failure, CancellationToken cancellationToken)
    {
        await EndRun();
        var root = Failures.Root(failure);
        var reason = Failures.Sentence(root, desk.Source?.Location ?? video.Value);
        try
        {
            // The failure may have left it open whether the last append took place: only the store knows.
            if (root is not StoreException)
            {
                _state = await _history.LoadAsync(video, cancellationToken);
                if (_state.IsOpen) await CarryOutAsync(new FailVideo(reason), cancellationToken);
            }
        }
        finally
        {
            gauge.Enter(WatchPhase.Failed, reason);
            desk.SettleAll(AnalysisOutcome.Of(video, _state) with { Failed = true, Message = reason });
        }
    }

    public ValueTask DisposeAsync() => EndRun();

    private async ValueTask AnalyzeAsync(Analyze analyze, CancellationToken cancellationToken)
    {
        desk.Add(analyze.Ticket, analyze.Source, analyze.Pace);
        analyze.Accepted.Give(true);
        if (_run is null) await WatchAsync(cancellationToken);
        else Report();
    }

    private async ValueTask WatchAsync(CancellationToken cancellationToken)
    {
        var source = desk.Source!;
        gauge.Found(source.Location, source.IsLive);
        if (await CarryOutAsync(new OpenVideo(source, parts.Recipe), cancellationToken) is VideoRefused refused)
        {
            gauge.Enter(WatchPhase.Failed, refused.Sentence);
            desk.SettleAll(AnalysisOutcome.Of(video, _state) with { Refusal = refused.Code, Message = refused.Sentence });
            return;
        }

        if (_state.Source!.Location != source.Location) await parts.Store.RelocateAsync(video, source.Location, cancellationToken);
        if (_state.Finished is { } finished)
        {
            gauge.Enter(WatchPhase.Finished, finished.Message);
            desk.SettleAll(AnalysisOutcome.Of(video, _state) with { AlreadyFinished = !desk.HasRun });
            return;
        }

        gauge.Enter(WatchPhase.Opening, null);
        _run = AnalysisRun.Start(desk.NextRun(_state.Watermark), source, desk.Pace, _state, gauge, context, parts, time);
        Report();
    }

    private async ValueTask Stop(StopAnalyzing stop)
    {
        desk.Remove(stop.Ticket);
        if (!desk.IsWanted)
        {
            await EndRun();
            if (_state.Finished is null) gauge.Enter(WatchPhase.Idle, null);
        }

        stop.Stopped.Give(true);
    }

    private ValueTask Answer(ReadState read)
    {
        read.State.Give(_state);
        return ValueTask.CompletedTask;
    }

    private async ValueTask KeepAsync(KeepCaption caption, CancellationToken cancellationToken) =>
        caption.Kept.Give(await CarryOutAsync(new WriteCaption(caption.Caption), cancellationToken));

    private async ValueTask KeepAsync(KeepSpeech speech, CancellationToken cancellationToken) =>
        speech.Kept.Give(await CarryOutAsync(new WriteSpeech(speech.Speech), cancellationToken));

    private async ValueTask KeepAsync(Published published, CancellationToken cancellationToken)
    {
        if (published.Run != _run?.Id) return;
        if (await CarryOutAsync(published.Command, cancellationToken) is VideoRefused refused)
            throw new InvalidOperationException($"{desk.Source?.Location} was divided in a way that cannot be stored: {refused.Sentence}");
        _run.Acknowledge();
        Report();
        if (_state.Finished is not { } finished) return;
        gauge.Enter(WatchPhase.Finished, finished.Message);
        await EndRun();
        desk.SettleAll(AnalysisOutcome.Of(video, _state));
    }

    private async ValueTask<VideoDecision> CarryOutAsync(VideoCommand command, CancellationToken cancellationToken)
    {
        var decision = rules.Decide(_state, command, time.GetUtcNow());
        if (decision is not VideoAccepted { Events: { IsEmpty: false } events }) return decision;
        var storing = time.GetTimestamp();
        await parts.Store.AppendAsync(video, _state.Version, events, cancellationToken);
        _state = events.Aggregate(_state, rules.Apply);
        gauge.Keep(_state, events, storing);
        return decision;
    }

    private async ValueTask EndRun()
    {
        if (_run is null) return;
        var run = _run;
        _run = null;
        await run.DisposeAsync();
    }

    private void Report() => desk.Report(new VideoProgress
    {
        Video = video,
        Start = _state.Start,
        Watermark = _state.Watermark,
        ResumedFrom = desk.ResumedFrom,
        DurationSeconds = desk.Source?.DurationSeconds,
        Segments = _state.Segments,
        FramesDecoded = _state.FramesDecoded,
        FramesCorrupt = _state.FramesCorrupt,
        FeedDepth = _run?.FeedDepth ?? 0,
        InboxDepth = context.Waiting,
    });
}
