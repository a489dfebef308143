using System.Collections.Immutable;

namespace LongVpo.Core.Models.Scheduling;

/// <summary>
/// Decides who gets a slot in the next step. First every live question that has had none yet, so that a person waits for one step at most; then lanes that have saved up enough,
/// so that none starves; then the lanes by rank, in each those under way before new ones, and new ones from the video that has had the least. A pure function.
/// </summary>
public static class StepPlanner
{
    /// <summary>Plans a step and notes it as under way, unless costs must be asked first or nothing is to be done.</summary>
    public static (SchedulerState State, StepPlan Plan, ImmutableArray<SchedulerEffect> Effects) Plan(SchedulerState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Flight is not null) throw new InvalidOperationException("A step is under way.");
        var draft = new StepDraft(state);
        draft.TakeNewQuestions();
        if ((draft.TakeSavedUp() ?? draft.TakeByRank()) is { } alone) return Alone(state, alone);
        if (draft.UnknownCosts is { Length: > 0 } unknown) return (state, new AskCosts(unknown), []);
        if (draft.Slots.Length == 0) return (state, NothingToDo.Instance, []);

        var effects = ImmutableArray.CreateBuilder<SchedulerEffect>();
        foreach (var victim in draft.Evicted) state = JobRules.BeginAnew(state, state.Jobs[victim], effects);
        foreach (var id in draft.Begun) state = Begin(state, state.Jobs[id]);
        var step = new SharedStep(draft.Slots, draft.Fullness(state.HeldBytes), draft.LeftBehind);
        return (state with { Flight = step }, step, effects.ToImmutable());
    }

    private static (SchedulerState State, StepPlan Plan, ImmutableArray<SchedulerEffect> Effects) Alone(SchedulerState state, Job job)
    {
        var effects = ImmutableArray.CreateBuilder<SchedulerEffect>();
        if (job.NeedsRoom) foreach (var id in state.Resident.Values) state = JobRules.BeginAnew(state, state.Jobs[id], effects);
        var step = new ExclusiveStep((ExclusiveRequest)job.Request);
        return (state with { Flight = step }, step, effects.ToImmutable());
    }

    private static SchedulerState Begin(SchedulerState state, Job job) => state.With(job with { IsResident = true }).With(job.Lane, state.Lane(job.Lane).Begin(job)) with
    {
        Resident = state.Resident.Add(job.Number, job.Id),
        HeldBytes = state.HeldBytes + job.Cost!.Value.Bytes,
    };
}
