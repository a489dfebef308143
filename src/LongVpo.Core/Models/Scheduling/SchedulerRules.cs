using System.Collections.Immutable;
using System.Globalization;
using static LongVpo.Core.Models.Scheduling.JobRules;

namespace LongVpo.Core.Models.Scheduling;

/// <summary>
/// What becomes of the scheduler's state when something happens: pure functions without a clock. Every request that arrives ends in exactly one <see cref="Completed"/> or
/// <see cref="Refused"/>, whatever happens in between. Who gets a slot is decided by <see cref="StepPlanner"/>.
/// </summary>
public static class SchedulerRules
{
    /// <summary>Takes a request in.</summary>
    public static (SchedulerState State, ImmutableArray<SchedulerEffect> Effects) Arrive(SchedulerState state, ModelRequest request, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(request);
        if (WhyNot(state, request) is { } refusal) return (state with { Counts = state.Counts with { Refused = state.Counts.Refused + 1 } }, [refusal]);
        var job = new Job(request, state.Arrivals + 1, now);
        var deadlines = job.Due is { } due ? state.Deadlines.Add((due, job.Number, job.Id)) : state.Deadlines;
        return (state.With(job).With(job.Lane, state.Lane(job.Lane).Join(job)) with { Arrivals = job.Number, Deadlines = deadlines }, []);
    }

    /// <summary>The asker has left. What is in the step that is under way is freed when that ends.</summary>
    public static (SchedulerState State, ImmutableArray<SchedulerEffect> Effects) Cancel(SchedulerState state, RequestId id)
    {
        ArgumentNullException.ThrowIfNull(state);
        return Leave(state, id, RefusalKind.Cancelled, "The request was cancelled.");
    }

    /// <summary>Lets everyone go whose time is over.</summary>
    public static (SchedulerState State, ImmutableArray<SchedulerEffect> Effects) Expire(SchedulerState state, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        var effects = ImmutableArray.CreateBuilder<SchedulerEffect>();
        while (!state.Deadlines.IsEmpty && state.Deadlines.Min is var first && first.Due <= now)
        {
            var limit = state.Jobs[first.Id].Request.Limit!.Value.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
            (state, var more) = Leave(state, first.Id, RefusalKind.Late, $"The model did not reply within {limit} s: allow more time or ask when less is waiting.");
            effects.AddRange(more);
        }

        return (state, effects.ToImmutable());
    }

    /// <summary>The runner has said what a request costs.</summary>
    public static (SchedulerState State, ImmutableArray<SchedulerEffect> Effects) Admitted(SchedulerState state, RequestId id, AdmittedCost cost)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!state.Jobs.TryGetValue(id, out var job) || job.IsOver) return (state, []);
        if (cost.Bytes > state.Limits.Bytes)
        {
            return Leave(state, id, RefusalKind.Impossible, string.Create(CultureInfo.InvariantCulture,
                $"The request needs {cost.Bytes} bytes of the model's memory, which has {state.Limits.Bytes}: ask about fewer pictures or for a shorter reply."));
        }

        return (state.With(job with { Cost = cost, PromptLeft = Math.Max(1, cost.PromptTokens - cost.CachedTokens) }), []);
    }

    /// <summary>The runner has said that it cannot do a request.</summary>
    public static (SchedulerState State, ImmutableArray<SchedulerEffect> Effects) Impossible(SchedulerState state, RequestId id, string reason)
    {
        ArgumentNullException.ThrowIfNull(state);
        return Leave(state, id, RefusalKind.Impossible, reason);
    }

    /// <summary>The step under way ended well.</summary>
    public static (SchedulerState State, ImmutableArray<SchedulerEffect> Effects) StepDone(SchedulerState state, ImmutableArray<SlotResult> results)
    {
        ArgumentNullException.ThrowIfNull(state);
        var step = state.Flight as SharedStep ?? throw new InvalidOperationException("No shared step is under way.");
        var effects = ImmutableArray.CreateBuilder<SchedulerEffect>();
        var served = new long[state.Lanes.Length];
        state = Landed(state, step.Fullness, step.LeftBehind);
        foreach (var slot in step.Slots)
        {
            var job = state.Jobs[slot.Request];
            state = Charge(state, job, state.ServiceOf(slot), served);
            var result = results.FirstOrDefault(r => r.Request == slot.Request);
            if (result is not null)
            {
                state = Count(state, Math.Clamp(job.PromptLeft - result.PromptLeft, 0, slot.PromptTokens), result.Tokens);
                job = job with { PromptLeft = result.PromptLeft, WorkDone = job.WorkDone + slot.PromptTokens + result.Tokens };
                state = state.With(job);
            }

            if (job.IsOver) state = Free(state, job, effects);
            else if (result?.Lost is { } lost) state = Lost(state, job, lost, effects);
            else if (result?.Failure is { } failure) state = End(state, job, new Refused(job.Id, result.IsLasting ? RefusalKind.Impossible : RefusalKind.Failed, failure), effects);
            else if (result?.Finish is not null) state = End(state, job, new Completed(job.Id, result), effects);
        }

        return (Credit(state, served), effects.ToImmutable());
    }

    /// <summary>The exclusive step under way ended well.</summary>
    public static (SchedulerState State, ImmutableArray<SchedulerEffect> Effects) ExclusiveDone(SchedulerState state, bool finished)
    {
        ArgumentNullException.ThrowIfNull(state);
        var step = state.Flight as ExclusiveStep ?? throw new InvalidOperationException("No exclusive step is under way.");
        var effects = ImmutableArray.CreateBuilder<SchedulerEffect>();
        var served = new long[state.Lanes.Length];
        state = Landed(state, 1, leftBehind: false);
        var job = state.Jobs[step.Request.Id] with { NeedsRoom = false };
        state = Charge(state.With(job), job, SchedulerState.WholeStep, served);
        if (job.IsOver) state = Free(state, job, effects);
        else if (finished) state = End(state, job, new Completed(job.Id, null), effects);
        return (Credit(state, served), effects.ToImmutable());
    }

    /// <summary>A runner is there, the first one or after a crash or a change of weights.</summary>
    public static SchedulerState RunnerReady(SchedulerState state, RunnerLimits limits)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Limits == limits ? state : state with { Limits = limits, Caps = StepCaps.Of(limits) };
    }

    /// <summary>Nothing can be done any more: everyone is told why.</summary>
    public static (SchedulerState State, ImmutableArray<SchedulerEffect> Effects) GiveUp(SchedulerState state, string reason)
    {
        ArgumentNullException.ThrowIfNull(state);
        var effects = ImmutableArray.CreateBuilder<SchedulerEffect>();
        state = state with { Flight = null };
        foreach (var job in state.Jobs.Values.OrderBy(j => j.Number))
        {
            state = job.IsOver ? Free(state, job, effects) : End(state, job, new Refused(job.Id, RefusalKind.Failed, reason), effects);
        }

        return (state, effects.ToImmutable());
    }

    private static Refused? WhyNot(SchedulerState state, ModelRequest request)
    {
        var lane = state.Lane(request.Lane);
        var account = lane.Of(request.Video?.Value ?? string.Empty);
        if (state.Jobs.ContainsKey(request.Id)) return new Refused(request.Id, RefusalKind.Busy, $"Request {request.Id} is under way already: give every request an id of its own.");
        if (lane.Open >= state.Options.LaneCapacity)
        {
            return new Refused(request.Id, RefusalKind.Busy, $"The model has {lane.Open} requests of this kind ({request.Lane}) waiting: ask again later.");
        }

        return account.Open < state.Options.VideoCapacity
            ? null
            : new Refused(request.Id, RefusalKind.Busy, $"The model has {account.Open} requests of this kind ({request.Lane}) waiting for this video: ask again later.");
    }

    private static (SchedulerState State, ImmutableArray<SchedulerEffect> Effects) Leave(SchedulerState state, RequestId id, RefusalKind why, string reason)
    {
        if (!state.Jobs.TryGetValue(id, out var job) || job.IsOver) return (state, []);
        var effects = ImmutableArray.CreateBuilder<SchedulerEffect>();
        var refused = new Refused(id, why, reason);
        if (!InStep(state.Flight).Contains(id)) return (End(state, job, refused, effects), effects.ToImmutable());
        // The device is still at it; the asker is told now, the slot is freed when the step ends.
        var counts = state.Counts with { Refused = state.Counts.Refused + 1 };
        state = WithoutDeadline(state, job).With(job with { IsOver = true }).With(job.Lane, state.Lane(job.Lane).Leave(job));
        return (state with { Counts = counts }, [refused]);
    }

    private static SchedulerState Lost(SchedulerState state, Job job, string reason, ImmutableArray<SchedulerEffect>.Builder effects)
    {
        var again = job with { Crashes = job.Crashes + 1 };
        return again.Crashes >= state.Options.MaxCrashes
            ? End(state.With(again), again, new Refused(job.Id, RefusalKind.Failed, reason), effects)
            : BeginAnew(state.With(again), again, effects);
    }

    private static SchedulerState Landed(SchedulerState state, double fullness, bool leftBehind)
    {
        var counts = state.Counts with { Steps = state.Counts.Steps + 1 };
        if (leftBehind) counts = counts with { LoadedSteps = counts.LoadedSteps + 1, LoadedFullness = counts.LoadedFullness + fullness };
        return state with { Flight = null, Counts = counts, Caps = state.Caps.After(state.Limits, state.Options.RecoverAfterSteps) };
    }

    private static SchedulerState Count(SchedulerState state, int promptTokens, int replyTokens) => state with
    {
        Counts = state.Counts with { PromptTokens = state.Counts.PromptTokens + promptTokens, ReplyTokens = state.Counts.ReplyTokens + replyTokens },
    };

    private static SchedulerState Charge(SchedulerState state, Job job, long service, long[] served)
    {
        served[(int)job.Lane] += service;
        return state.With(job.Lane, state.Lane(job.Lane).Charge(job.Account, service));
    }

    // A lane that wants something saves up its share of every step and pays for what it gets; nobody owes anything.
    private static SchedulerState Credit(SchedulerState state, long[] served)
    {
        var lanes = state.Lanes.ToBuilder();
        for (var i = 0; i < lanes.Count; i++)
        {
            var lane = lanes[i].Open > 0 ? lanes[i].Settle() : lanes[i];
            var credit = lane.Open == 0 ? 0 : Math.Clamp(lane.Credit + state.ShareOf((ModelLane)i) - served[i], 0, SchedulerState.WholeStep);
            lanes[i] = lane with { Credit = credit };
        }

        return state with { Lanes = lanes.MoveToImmutable() };
    }
}
