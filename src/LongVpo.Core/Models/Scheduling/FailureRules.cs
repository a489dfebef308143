using System.Collections.Immutable;
using static LongVpo.Core.Models.Scheduling.JobRules;

namespace LongVpo.Core.Models.Scheduling;

/// <summary>What becomes of the scheduler's state when the runner fails or is taken away: nothing is lost, nothing is done twice. Pure functions without a clock.</summary>
public static class FailureRules
{
    /// <summary>The step under way did not fit into memory and left nothing behind: half of it is tried next, then less company, then the request alone is at fault.</summary>
    public static (SchedulerState State, ImmutableArray<SchedulerEffect> Effects) OutOfMemory(SchedulerState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var flight = state.Flight ?? throw new InvalidOperationException("No step is under way.");
        var effects = ImmutableArray.CreateBuilder<SchedulerEffect>();
        state = state with { Flight = null, Counts = state.Counts with { OutOfMemory = state.Counts.OutOfMemory + 1 } };
        var ids = InStep(flight);
        foreach (var job in ids.Select(id => state.Jobs[id]).Where(j => j.IsOver)) state = Free(state, job, effects);
        var others = state.Resident.Values.Where(id => !ids.Contains(id)).ToList();
        var tokens = flight is SharedStep shared ? shared.Slots.Sum(s => Math.Max(1, s.PromptTokens)) : 0;
        if (flight is ExclusiveStep) state = MoreRoom(state, ids[0], effects);
        else if (ids.Length > 1) state = state with { Caps = new StepCaps(Math.Max(1, tokens / 2), Math.Max(1, ids.Length / 2), 0) };
        else if (others.Count > 0) state = MakeRoom(state, others, effects);
        else if (tokens > 1) state = state with { Caps = new StepCaps(tokens / 2, 1, 0) };
        else state = NoRoom(state with { Caps = StepCaps.Of(state.Limits) }, ids[0], effects);
        return (state, effects.ToImmutable());
    }

    /// <summary>The runner is gone, with the step under way if there was one. Each request it held waits again, once; one that was in too many such steps is refused.</summary>
    /// <param name="state">Before.</param>
    /// <param name="preparing">The request that was being admitted, if there was no step.</param>
    public static (SchedulerState State, ImmutableArray<SchedulerEffect> Effects) Crashed(SchedulerState state, RequestId? preparing)
    {
        ArgumentNullException.ThrowIfNull(state);
        var effects = ImmutableArray.CreateBuilder<SchedulerEffect>();
        var ids = preparing is { } one && state.Jobs.ContainsKey(one) ? [one] : InStep(state.Flight);
        state = state with { Flight = null, Counts = state.Counts with { Crashes = state.Counts.Crashes + 1 } };
        foreach (var id in ids)
        {
            var job = state.Jobs[id] with { Crashes = state.Jobs[id].Crashes + 1 };
            state = state.With(job);
            var reason = $"The model crashed {job.Crashes} times while it worked on this request, so it is not tried again.";
            if (job.IsOver) state = Free(state, job, effects);
            else if (job.Crashes >= state.Options.MaxCrashes) state = End(state, job, new Refused(id, RefusalKind.Failed, reason), effects);
        }

        return (BeginAllAnew(state, effects), effects.ToImmutable());
    }

    /// <summary>Takes everything off the runner, before other weights are put in place: no reply is of two models.</summary>
    public static (SchedulerState State, ImmutableArray<SchedulerEffect> Effects) ClearRunner(SchedulerState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Flight is not null) throw new InvalidOperationException("A step is under way.");
        var effects = ImmutableArray.CreateBuilder<SchedulerEffect>();
        return (BeginAllAnew(state, effects), effects.ToImmutable());
    }

    private static SchedulerState BeginAllAnew(SchedulerState state, ImmutableArray<SchedulerEffect>.Builder effects)
    {
        foreach (var id in state.Resident.Values) state = BeginAnew(state, state.Jobs[id], effects);
        // What it would cost was said by a runner that is gone, or of other weights.
        var prepared = state.Jobs.Values.Where(j => j.Cost is not null).ToList();
        foreach (var job in prepared) effects.Add(new FreeHeld(job.Id));
        return state with { Jobs = state.Jobs.SetItems(prepared.Select(j => KeyValuePair.Create(j.Id, j.Anew()))) };
    }

    // Half of the others, the least urgent and then the youngest first.
    private static SchedulerState MakeRoom(SchedulerState state, List<RequestId> others, ImmutableArray<SchedulerEffect>.Builder effects)
    {
        var victims = others.Select(o => state.Jobs[o]).OrderByDescending(j => j.Lane).ThenByDescending(j => j.Number).Take((others.Count + 1) / 2).ToList();
        foreach (var victim in victims) state = BeginAnew(state, victim, effects);
        return state;
    }

    private static SchedulerState MoreRoom(SchedulerState state, RequestId id, ImmutableArray<SchedulerEffect>.Builder effects) =>
        state.Jobs.TryGetValue(id, out var job) && !job.NeedsRoom ? state.With(job with { NeedsRoom = true }) : NoRoom(state, id, effects);

    private static SchedulerState NoRoom(SchedulerState state, RequestId id, ImmutableArray<SchedulerEffect>.Builder effects)
    {
        const string Reason = "The model's memory is too small for this request even alone: ask about fewer pictures, or run the model where there is more memory.";
        return state.Jobs.TryGetValue(id, out var job) ? End(state, job, new Refused(id, RefusalKind.Failed, Reason), effects) : state;
    }
}
