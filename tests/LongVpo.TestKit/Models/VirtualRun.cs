using System.Collections.Immutable;
using LongVpo.Core.Models;
using LongVpo.Core.Models.Scheduling;
using LongVpo.Core.Options;

namespace LongVpo.TestKit.Models;

/// <summary>Drives the scheduler's rules with a virtual device and a virtual clock, one event after the other, and keeps account of every request.</summary>
public sealed class VirtualRun
{
    private readonly VirtualDevice _device;
    private readonly PriorityQueue<Action, (TimeSpan At, long Order)> _agenda = new();
    private readonly Dictionary<RequestId, RequestTrace> _traces = [];
    private readonly List<RequestTrace> _notBegun = [];
    private readonly List<RequestId> _free = [];
    private long _order;

    public VirtualRun(ModelWorkerOptions options, VirtualDevice device) => (_device, State) = (device, SchedulerState.Start(options, device.Limits));

    public SchedulerState State { get; private set; }

    /// <summary>Since the beginning.</summary>
    public TimeSpan Now { get; private set; }

    public IReadOnlyDictionary<RequestId, RequestTrace> Traces => _traces;

    /// <summary>Called when a request has ended; the place to ask the next one.</summary>
    public Action<RequestTrace>? OnEnd { get; set; }

    /// <summary>Called with each plan before it is carried out.</summary>
    public Action<StepPlan>? OnPlan { get; set; }

    public void Ask(TimeSpan at, ModelRequest request) => _agenda.Enqueue(() => Arrive(request, at), (at, _order++));

    public void Cancel(TimeSpan at, RequestId request) => _agenda.Enqueue(() => Follow(SchedulerRules.Cancel(State, request)), (at, _order++));

    public void Change(TimeSpan at, ModelChange change) => _agenda.Enqueue(() => _wanted = change, (at, _order++));

    private ModelChange? _wanted;

    /// <summary>Goes on until everything asked before <paramref name="until"/> has happened, and with <paramref name="finish"/> has ended.</summary>
    public async Task RunAsync(TimeSpan until, bool finish, CancellationToken cancellationToken)
    {
        while (finish || Now < until)
        {
            TakeAgenda();
            Follow(SchedulerRules.Expire(State, DateTimeOffset.UnixEpoch + Now));
            if (_wanted is { } change) await Swap(change, cancellationToken);
            var (state, plan, effects) = StepPlanner.Plan(State);
            Follow((state, effects));
            Check();
            OnPlan?.Invoke(plan);
            Free();
            switch (plan)
            {
                case AskCosts costs: await Admit(costs, cancellationToken); break;
                case SharedStep shared: await Step(shared, cancellationToken); break;
                case ExclusiveStep exclusive: await Step(exclusive, cancellationToken); break;
                default:
                    if (!_agenda.TryPeek(out _, out var next)) return;
                    Now = next.At > Now ? next.At : Now;
                    break;
            }
        }
    }

    private void Arrive(ModelRequest request, TimeSpan at)
    {
        var trace = new RequestTrace(request, at);
        _traces.Add(request.Id, trace);
        _notBegun.Add(trace);
        Follow(SchedulerRules.Arrive(State, request, DateTimeOffset.UnixEpoch + at));
    }

    private void TakeAgenda()
    {
        while (_agenda.TryPeek(out _, out var next) && next.At <= Now) _agenda.Dequeue()();
    }

    private async Task Admit(AskCosts costs, CancellationToken cancellationToken)
    {
        foreach (var request in costs.Requests)
        {
            try
            {
                Follow(SchedulerRules.Admitted(State, request.Id, await _device.AdmitAsync(request, cancellationToken)));
            }
            catch (ModelException refused)
            {
                Follow(SchedulerRules.Impossible(State, request.Id, refused.Message));
            }
        }
    }

    private async Task Step(SharedStep step, CancellationToken cancellationToken)
    {
        foreach (var slot in step.Slots) Begin(slot.Request, State.Limits is var l ? Math.Max((double)Math.Max(1, slot.PromptTokens) / l.TokensPerStep, 1.0 / l.Sequences) : 0);
        try
        {
            var results = await _device.StepAsync(step.Slots, cancellationToken);
            Pass(_device.Took);
            foreach (var result in results) Write(result);
            Follow(SchedulerRules.StepDone(State, results));
        }
        catch (OutOfMemoryException)
        {
            Pass(_device.Took);
            Follow(FailureRules.OutOfMemory(State));
        }
        catch (ModelCrashedException)
        {
            Pass(_device.Took);
            Follow(FailureRules.Crashed(State, null));
            _free.Clear();
            await _device.CreateAsync(cancellationToken);
        }
    }

    private async Task Step(ExclusiveStep step, CancellationToken cancellationToken)
    {
        Begin(step.Request.Id, 1);
        var finished = false;
        var full = false;
        try
        {
            finished = await step.Request.Work.StepAsync(cancellationToken);
        }
        catch (OutOfMemoryException)
        {
            full = true;
        }

        Pass(TimeSpan.FromMilliseconds(200));
        Follow(full ? FailureRules.OutOfMemory(State) : SchedulerRules.ExclusiveDone(State, finished));
    }

    // What arrives while a step is under way is taken in when it happens, so that a request waits for the rest of that step.
    private void Pass(TimeSpan took)
    {
        Now += took;
        TakeAgenda();
        foreach (var waiting in _notBegun) waiting.StepsBeforeFirst++;
    }

    private void Begin(RequestId id, double service)
    {
        var trace = _traces[id];
        trace.Service += (long)(service * SchedulerState.WholeStep);
        if (trace.Begun is not null) return;
        trace.Begun = Now;
        _notBegun.Remove(trace);
    }

    private void Write(SlotResult result)
    {
        var trace = _traces[result.Request];
        if (result.Tokens > 0) trace.FirstWord ??= Now;
        trace.Text += result.Text;
    }

    private async Task Swap(ModelChange change, CancellationToken cancellationToken)
    {
        _wanted = null;
        Follow(FailureRules.ClearRunner(State));
        Free();
        await _device.SwapAsync(change, cancellationToken);
    }

    private void Free()
    {
        foreach (var id in _free) _device.Release(id);
        _free.Clear();
    }

    private void Follow((SchedulerState State, ImmutableArray<SchedulerEffect> Effects) decided)
    {
        State = decided.State;
        foreach (var effect in decided.Effects)
        {
            var trace = _traces[effect.Request];
            switch (effect)
            {
                case FreeHeld: _free.Add(effect.Request); break;
                case BeginAnew: trace.Text = string.Empty; break;
                default:
                    trace.Endings.Add(effect);
                    trace.Ended = Now;
                    _notBegun.Remove(trace);
                    OnEnd?.Invoke(trace);
                    break;
            }
        }
    }

    private void Check()
    {
        var held = State.Resident.Values.Sum(id => State.Jobs[id].Cost!.Value.Bytes);
        Assert.Equal(held, State.HeldBytes);
        Assert.InRange(held, 0, State.Limits.Bytes);
        Assert.Equal(State.Jobs.Values.Count(j => !j.IsOver), State.Lanes.Sum(l => l.Open));
    }
}
