using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace LongVpo.Actors.Kernel;

/// <summary>
/// Runs one actor: owns its inbox and its only loop, makes a new incarnation when one fails, and stops in one order (close the inbox, work it off, cancel, stop the
/// children, dispose). Knows nothing about what the messages mean. Waiting goes one way: a parent may wait for a child's inbox, a child never for its parent's.
/// </summary>
/// <typeparam name="TMessage">The family of messages the actor understands.</typeparam>
public sealed partial class ActorCell<TMessage> : IActorCell
    where TMessage : notnull
{
    private readonly ActorSettings _settings;
    private readonly Func<IActorContext<TMessage>, IActor<TMessage>> _create;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _logs;
    private readonly ILogger _log;
    private readonly Inbox<TMessage> _inbox;
    private readonly RestartWindow _restarts;
    private readonly ConcurrentDictionary<IReply, byte> _owed = new();
    private readonly CancellationTokenSource _stopAsked = new();
    private readonly CancellationTokenSource _cancelled = new();

    /// <param name="settings">Name, limits, supervision.</param>
    /// <param name="create">Makes the actor of each incarnation.</param>
    /// <param name="time">The clock of pauses, deadlines and idleness.</param>
    /// <param name="logs">Where restarts and failures are told.</param>
    public ActorCell(ActorSettings settings, Func<IActorContext<TMessage>, IActor<TMessage>> create, TimeProvider time, ILoggerFactory logs)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(create);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(logs);
        (_settings, _create, _time, _logs, _log) = (settings, create, time, logs, logs.CreateLogger("LongVpo.Actors"));
        _inbox = new Inbox<TMessage>(settings.Inbox);
        _restarts = new RestartWindow(settings.Restart, time, settings.Jitter);
        // Last, when every field is set: the loop may use them at once.
        Completion = Task.Run(RunAsync);
    }

    public string Name => _settings.Name;

    /// <inheritdoc/>
    public Task<ActorExit> Completion { get; }

    /// <summary>Messages that wait now.</summary>
    public int Waiting => _inbox.Count;

    /// <summary>Puts a message into the inbox; waits while its lane is full.</summary>
    /// <exception cref="ActorStoppedException">The inbox is closed.</exception>
    public async ValueTask TellAsync(TMessage message, Lane lane, CancellationToken cancellationToken)
    {
        if (!await OfferAsync(new Envelope<TMessage>(message, null), lane, cancellationToken)) throw new ActorStoppedException(Name, null);
    }

    /// <summary>Puts a message into the inbox if there is room; false when the lane is full or the inbox closed.</summary>
    public bool TryTell(TMessage message, Lane lane) => _inbox.TryPut(new Envelope<TMessage>(message, null), lane);

    /// <summary>Sends a question in the control lane and waits for its answer.</summary>
    /// <param name="ask">Makes the message around the reply.</param>
    /// <param name="limit">Longest wait, the time in the inbox included.</param>
    /// <param name="cancellationToken">Leaves without an answer.</param>
    /// <exception cref="AskTimeoutException">The limit has passed.</exception>
    /// <exception cref="ActorStoppedException">The actor stopped, or had stopped.</exception>
    public async Task<TAnswer> AskAsync<TAnswer>(Func<Reply<TAnswer>, TMessage> ask, TimeSpan limit, CancellationToken cancellationToken) =>
        await TryAskAsync(ask, limit, cancellationToken) is (true, var answer) ? answer! : throw new ActorStoppedException(Name, null);

    /// <inheritdoc/>
    public async Task<ActorExit> StopAsync()
    {
        _inbox.Close();
        await _stopAsked.CancelAsync();
        using var drained = new CancellationTokenSource();
        var limit = Task.Delay(_settings.Inbox.DrainLimit, _time, drained.Token);
        if (await Task.WhenAny(Completion, limit) == limit) await _cancelled.CancelAsync();
        await drained.CancelAsync();
        return await Completion;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync();

    internal ValueTask<bool> OfferAsync(Envelope<TMessage> envelope, Lane lane, CancellationToken cancellationToken) =>
        _inbox.PutAsync(envelope, lane, cancellationToken);

    internal async Task<(bool Accepted, TAnswer? Answer)> TryAskAsync<TAnswer>(
        Func<Reply<TAnswer>, TMessage> ask, TimeSpan limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ask);
        var reply = new Reply<TAnswer>();
        using var deadline = new CancellationTokenSource(limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        _owed.TryAdd(reply, 0);
        try
        {
            if (!await OfferAsync(new Envelope<TMessage>(ask(reply), reply), Lane.Control, either.Token)) return (false, default);
            return (true, await reply.Answer.WaitAsync(either.Token));
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new AskTimeoutException(Name, limit);
        }
        finally
        {
            _owed.TryRemove(reply, out _);
        }
    }

    internal ActorCell<TChild> CreateChild<TChild>(ActorSettings settings, Func<IActorContext<TChild>, IActor<TChild>> create)
        where TChild : notnull => new(settings, create, _time, _logs);

    private async Task<ActorExit> RunAsync()
    {
        ActorExit? exit = null;
        while (exit is null)
        {
            var (ended, pause) = await LiveAsync();
            exit = ended;
            if (exit is null && !await PauseAsync(pause)) exit = ActorExit.Stopped;
        }

        Settle(exit.Failure);
        return exit;
    }

    // One incarnation. Returns how the actor ended, or how long to wait before the next incarnation.
    private async Task<(ActorExit? Exit, TimeSpan Pause)> LiveAsync()
    {
        var life = new Incarnation<TMessage>(this, _cancelled.Token);
        (ActorExit? Exit, TimeSpan Pause) after;
        try
        {
            life.Actor = _create(life);
            await life.Actor.StartAsync(life.Token);
            after = (await WorkAsync(life), TimeSpan.Zero);
        }
        catch (OperationCanceledException) when (_cancelled.IsCancellationRequested)
        {
            after = (ActorExit.Stopped, TimeSpan.Zero);
        }
        catch (Exception failure)
        {
            after = await SuperviseAsync(life, failure);
        }

        try
        {
            await life.DisposeAsync();
        }
        catch (Exception failure)
        {
            LogDisposeFailed(_log, Name, failure);
        }

        return after;
    }

    private async Task<ActorExit> WorkAsync(Incarnation<TMessage> life)
    {
        var idle = false;
        while (true)
        {
            if (_inbox.TryTake(out var envelope)) await HandleAsync(life, envelope);
            else if (_inbox.IsDrained) return idle ? ActorExit.Idle : ActorExit.Stopped;
            else if (!await MessageComesAsync(life))
            {
                // Closed first and worked off after, so that a message which slips in at this moment is still handled, and a later one starts the actor anew.
                idle = true;
                _inbox.Close();
            }
        }
    }

    private async ValueTask HandleAsync(Incarnation<TMessage> life, Envelope<TMessage> envelope)
    {
        try
        {
            await life.Actor!.HandleAsync(envelope.Message, life.Token);
        }
        catch (Exception failure) when (!_cancelled.IsCancellationRequested)
        {
            envelope.Reply?.Fail(failure);
            if (_settings.Supervise(failure) != Supervision.Resume) throw;
            LogBadMessage(_log, Name, envelope.Message.GetType().Name, failure);
        }
    }

    private async ValueTask<bool> MessageComesAsync(Incarnation<TMessage> life)
    {
        var comes = _inbox.WaitAsync();
        if (_settings.IdleAfter is not { } limit || life.Actor!.IsBusy)
        {
            await comes;
            return true;
        }

        using var enough = new CancellationTokenSource();
        var idle = Task.Delay(limit, _time, enough.Token);
        var first = await Task.WhenAny(comes, idle);
        await enough.CancelAsync();
        return first == comes;
    }

    private async Task<(ActorExit? Exit, TimeSpan Pause)> SuperviseAsync(Incarnation<TMessage> life, Exception failure)
    {
        if (_stopAsked.IsCancellationRequested) return (new ActorExit(ActorExitKind.Stopped, failure), TimeSpan.Zero);
        if (_settings.Supervise(failure) != Supervision.GiveUp && _restarts.Next() is { } pause)
        {
            LogRestart(_log, Name, pause, failure);
            return (null, pause);
        }

        _inbox.Close();
        LogGivenUp(_log, Name, failure.Message);
        try
        {
            await life.EndAsync();
            if (life.Actor is not null) await life.Actor.GiveUpAsync(failure, _cancelled.Token);
        }
        catch (Exception further)
        {
            LogGiveUpFailed(_log, Name, further);
        }

        return (new ActorExit(ActorExitKind.GivenUp, failure), TimeSpan.Zero);
    }

    private async Task<bool> PauseAsync(TimeSpan pause)
    {
        if (pause <= TimeSpan.Zero) return true;
        await Task.Delay(pause, _time, _stopAsked.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !_stopAsked.IsCancellationRequested;
    }

    private void Settle(Exception? failure)
    {
        _inbox.Close();
        while (_inbox.TryTake(out _))
        {
            // What nobody will handle is let go; whoever waits for an answer to it is told below.
        }

        foreach (var owed in _owed.Keys.Where(r => r.IsOpen)) owed.Fail(new ActorStoppedException(Name, failure));
    }

    [LoggerMessage(1, LogLevel.Warning, "{Actor} failed and is restarted after {Pause}.")]
    private static partial void LogRestart(ILogger logger, string actor, TimeSpan pause, Exception failure);

    [LoggerMessage(2, LogLevel.Warning, "{Actor} is given up: {Reason}")]
    private static partial void LogGivenUp(ILogger logger, string actor, string reason);

    [LoggerMessage(3, LogLevel.Warning, "{Actor} could not carry out {Message} and goes on.")]
    private static partial void LogBadMessage(ILogger logger, string actor, string message, Exception failure);

    [LoggerMessage(4, LogLevel.Error, "{Actor} failed while it was given up.")]
    private static partial void LogGiveUpFailed(ILogger logger, string actor, Exception failure);

    [LoggerMessage(5, LogLevel.Error, "{Actor} failed while it was disposed.")]
    private static partial void LogDisposeFailed(ILogger logger, string actor, Exception failure);
}
