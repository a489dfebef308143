using System.Collections.Immutable;
using LongVpo.Actors.Kernel;
using LongVpo.Core.Models;
using LongVpo.Core.Models.Scheduling;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using Microsoft.Extensions.Logging;

namespace LongVpo.Actors.Models;

/// <summary>
/// Shares one model among everyone who asks: carries messages between the askers, the scheduler's rules (which decide) and the device (which works). One turn of the device is
/// under way at a time; what happens meanwhile is taken in and counts for the next one.
/// </summary>
internal sealed partial class ModelWorkerActor : IActor<ModelMessage>, IDisposable
{
    private readonly IActorContext<ModelMessage> _context;
    private readonly ModelWorkerParts _parts;
    private readonly ILogger _log;
    private readonly StepMeter _meter;
    private readonly Dictionary<RequestId, OpenReply> _open = [];
    private readonly List<RequestId> _free = [];
    private readonly Queue<ChangeModel> _changes = new();
    private readonly ITimer _deadline;
    private SchedulerState _state;
    private ActorCell<DeviceMessage>? _device;
    private ModelVersion? _version;
    private ModelChange? _change;
    private int _devices;
    private bool _busy;
    private bool _introduced;
    private string? _down;
    private (string Reason, DateTimeOffset At)? _fault;
    private DateTimeOffset _downSince;

    public ModelWorkerActor(IActorContext<ModelMessage> context, ModelWorkerParts parts)
    {
        (_context, _parts, _log, _meter) = (context, parts, parts.Logs.CreateLogger("LongVpo.Models"), new StepMeter(parts.Name));
        // Until the runner has said what it can take nothing is planned; the limits only have to be there.
        _state = SchedulerState.Start(parts.Options, new RunnerLimits(1, 1, long.MaxValue));
        _deadline = parts.Time.CreateTimer(_ => context.TryTellSelf(new LookAtDeadlines(), Lane.Control), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public bool IsBusy => _open.Count > 0 || _busy;

    private DateTimeOffset Now => _parts.Time.GetUtcNow();

    public ValueTask HandleAsync(ModelMessage message, CancellationToken cancellationToken)
    {
        switch (message)
        {
            case AskModel ask: Ask(ask); break;
            case CancelModel cancel: Follow(SchedulerRules.Cancel(_state, cancel.Request)); break;
            case ChangeModel change: _changes.Enqueue(change); break;
            case ReadWorker read: read.Reply.Give(Status()); return ValueTask.CompletedTask;
            // What a device that is no longer ours had to say is of no use.
            case TurnEnded ended: if (ended.Device == _devices && _device is not null) Ended(ended); break;
            case DeviceGone gone: if (gone.Device == _devices) GoDown(gone.Exit.Failure?.Message ?? "it was stopped"); break;
        }

        Follow(SchedulerRules.Expire(_state, Now));
        NextTurn();
        WatchDeadlines();
        return ValueTask.CompletedTask;
    }

    public void Dispose()
    {
        _deadline.Dispose();
        foreach (var reply in _open.Values)
        {
            _meter.Open(reply.Lane.ToString(), -1);
            reply.Refuse(RefusalKind.Failed, $"The worker of {_parts.Name} was stopped before the reply was complete: ask again.");
        }
    }

    private void Ask(AskModel ask)
    {
        if (_down is not null && Now - _downSince >= _parts.Options.RetryAfter) _down = null;
        if (_down is not null)
        {
            ask.Reply.Fail(new ModelRefusedException(RefusalKind.Failed, _down));
            return;
        }

        if (!_open.TryAdd(ask.Request.Id, new OpenReply(ask.Request.Lane, ask.Reply, ask.Tokens)))
        {
            ask.Reply.Fail(new ModelRefusedException(RefusalKind.Busy, $"Request {ask.Request.Id} is under way already: give every request an id of its own."));
            return;
        }

        _meter.Open(ask.Request.Lane.ToString(), 1);
        Follow(SchedulerRules.Arrive(_state, ask.Request, Now));
    }

    private void Ended(TurnEnded ended)
    {
        _busy = false;
        if (ended.Answer is { } answer)
        {
            if (_version != answer.Version) LogVersion(_log, _parts.Name, answer.Version.Name, answer.Version.Digest);
            (_version, _introduced) = (answer.Version, true);
            _state = SchedulerRules.RunnerReady(_state, answer.Limits);
            Done(ended.Turn, answer);
        }
        else
        {
            Failed(ended.Turn, ended.Failure ?? new OperationCanceledException());
        }
    }

    private void Done(DeviceMessage turn, DeviceAnswer answer)
    {
        var before = _state.Counts;
        switch (turn)
        {
            case AdmitRequests admit:
                foreach (var (request, (cost, wrong)) in admit.Requests.Zip(answer.Costs))
                {
                    if (wrong is null && _open.TryGetValue(request.Id, out var open)) open.Cost(cost);
                    Follow(wrong is null ? SchedulerRules.Admitted(_state, request.Id, cost) : SchedulerRules.Impossible(_state, request.Id, wrong));
                }

                break;
            case DoStep { Plan: SharedStep }:
                foreach (var result in answer.Results)
                {
                    if (_open.TryGetValue(result.Request, out var reply)) reply.Add(result);
                    if (result.Failure is { } wrong) _fault = (wrong, Now);
                }

                Follow(SchedulerRules.StepDone(_state, answer.Results));
                _meter.Done(answer.Took, before, _state.Counts);
                break;
            case DoStep:
                Follow(SchedulerRules.ExclusiveDone(_state, answer.Finished));
                _meter.Done(answer.Took, before, _state.Counts);
                break;
            case ChangeWeights weights:
                _change = weights.Change;
                _changes.Dequeue().Reply.Give(answer.Version);
                break;
        }
    }

    private void Failed(DeviceMessage turn, Exception failure)
    {
        switch (failure)
        {
            case OutOfMemoryException when turn is DoStep:
                _meter.Failed("out_of_memory");
                _fault = ($"It ran out of memory: {failure.Message}", Now);
                LogOutOfMemory(_log, _parts.Name, failure.Message);
                Follow(FailureRules.OutOfMemory(_state));
                break;
            case ModelException or OutOfMemoryException when turn is ChangeWeights:
                _changes.Dequeue().Reply.Fail(failure is ModelException ? failure : new ModelException($"The new weights do not fit into memory: {failure.Message}", failure));
                break;
            case ActorStoppedException:
                GoDown(failure.InnerException?.Message ?? failure.Message);
                break;
            default:
                _meter.Failed("crash");
                _fault = ($"It crashed: {failure.Message}", Now);
                LogCrash(_log, _parts.Name, failure);
                _introduced = false;
                Follow(FailureRules.Crashed(_state, (failure as AdmissionCrashException)?.Request));
                // The new runner knows nothing of what the old one held.
                _free.Clear();
                break;
        }
    }

    private void GoDown(string reason)
    {
        if (_device is null) return;
        (_device, _busy, _introduced) = (null, false, false);
        (_down, _downSince) = ($"{_parts.Name} cannot be used: {reason}", Now);
        _fault = (_down, Now);
        LogDown(_log, _parts.Name, reason);
        Follow(SchedulerRules.GiveUp(_state, _down));
        _free.Clear();
        while (_changes.TryDequeue(out var change)) change.Reply.Fail(new ModelException(_down));
    }

    private void NextTurn()
    {
        if (_busy || _down is not null) return;
        if (!_introduced)
        {
            if (_open.Count > 0 || _changes.Count > 0) Tell(new FreeOnly([]));
            return;
        }

        if (_changes.TryPeek(out var change))
        {
            Follow(FailureRules.ClearRunner(_state));
            Tell(new ChangeWeights(TakeFree(), change.Change));
            return;
        }

        var (state, plan, effects) = StepPlanner.Plan(_state);
        Follow((state, effects));
        switch (plan)
        {
            case AskCosts ask: Tell(new AdmitRequests(TakeFree(), ask.Requests)); break;
            case SharedStep or ExclusiveStep: Tell(new DoStep(TakeFree(), plan)); break;
            default: if (_free.Count > 0) Tell(new FreeOnly(TakeFree())); break;
        }
    }

    private void Tell(DeviceMessage turn)
    {
        _busy = true;
        var device = _device ??= Spawn();
        var number = _devices;
        DeviceAnswer? answer = null;
        // However long the model takes to load; a step has its own limit.
        _context.Run(
            async ct => answer = await device.AskAsync<DeviceAnswer>(reply => turn with { Reply = reply }, Timeout.InfiniteTimeSpan, ct),
            failure => new TurnEnded(number, turn, answer, failure));
    }

    private ActorCell<DeviceMessage> Spawn()
    {
        var settings = new ActorSettings
        {
            Name = $"{_parts.Name} device",
            Restart = _parts.Restart,
            // What a device throws as this is said at its start, and stays true; in a turn it is only told to the worker.
            Supervise = failure => failure is ModelException ? Supervision.GiveUp : Supervision.Restart,
        };
        var number = ++_devices;
        return _context.Spawn<DeviceMessage>(
            settings, _ => new ModelDeviceActor(_parts.Runners, () => _change, _parts.Options.StepLimit, _parts.Time), exit => new DeviceGone(number, exit));
    }

    private ImmutableArray<RequestId> TakeFree()
    {
        var free = _free.ToImmutableArray();
        _free.Clear();
        return free;
    }

    private void Follow((SchedulerState State, ImmutableArray<SchedulerEffect> Effects) decided)
    {
        _state = decided.State;
        foreach (var effect in decided.Effects)
        {
            switch (effect)
            {
                case FreeHeld held: _free.Add(held.Request); break;
                case BeginAnew anew: if (_open.TryGetValue(anew.Request, out var reply)) reply.BeginAnew(); break;
                case Completed done: Close(done.Request)?.Complete(done.Last, _version!); break;
                case Refused refused: Close(refused.Request)?.Refuse(refused.Why, refused.Reason); break;
            }
        }
    }

    private OpenReply? Close(RequestId request)
    {
        if (_open.Remove(request, out var reply)) _meter.Open(reply.Lane.ToString(), -1);
        return reply;
    }

    private void WatchDeadlines()
    {
        if (_state.Deadlines.IsEmpty)
        {
            _deadline.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        // A timer takes no more than some weeks; looking once a day for nothing costs nothing.
        var due = _state.Deadlines.Min.Due - Now;
        _deadline.Change(due < TimeSpan.Zero ? TimeSpan.Zero : due > TimeSpan.FromDays(1) ? TimeSpan.FromDays(1) : due, Timeout.InfiniteTimeSpan);
    }

    private WorkerStatus Status()
    {
        var phase = _down is not null ? WorkerPhase.Down : _state.Flight is not null ? WorkerPhase.Working : !_introduced ? WorkerPhase.Starting : WorkerPhase.Idle;
        return WorkerReport.Of(_parts.Name, phase, _down, _version, _state, Now) with
        {
            StepTime = _meter.StepTime, TokensPerSecond = _meter.TokensPerSecond, LastFault = _fault?.Reason, LastFaultAt = _fault?.At,
        };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Model} runs {Version} ({Digest})")]
    private static partial void LogVersion(ILogger log, string model, string version, string digest);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Model} ran out of memory, the step is tried smaller: {Reason}")]
    private static partial void LogOutOfMemory(ILogger log, string model, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Model} crashed; its requests begin anew")]
    private static partial void LogCrash(ILogger log, string model, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Model} cannot be used: {Reason}")]
    private static partial void LogDown(ILogger log, string model, string reason);
}
