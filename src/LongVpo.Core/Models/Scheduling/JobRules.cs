using System.Collections.Immutable;

namespace LongVpo.Core.Models.Scheduling;

/// <summary>The steps that all rules about single requests are made of, so that a request ends, waits again or is freed in one way only.</summary>
internal static class JobRules
{
    public static SchedulerState BeginAnew(SchedulerState state, Job job, ImmutableArray<SchedulerEffect>.Builder effects)
    {
        effects.Add(new FreeHeld(job.Id));
        effects.Add(new BeginAnew(job.Id));
        return Unhold(state, job).With(job.Anew()).With(job.Lane, state.Lane(job.Lane).Return(job)) with
        {
            Counts = state.Counts with { Restarts = state.Counts.Restarts + 1 },
        };
    }

    public static SchedulerState End(SchedulerState state, Job job, SchedulerEffect outcome, ImmutableArray<SchedulerEffect>.Builder effects)
    {
        effects.Add(outcome);
        var counts = outcome is Completed ? state.Counts with { Completed = state.Counts.Completed + 1 } : state.Counts with { Refused = state.Counts.Refused + 1 };
        return Free(WithoutDeadline(state, job) with { Counts = counts }, job, effects);
    }

    public static SchedulerState Free(SchedulerState state, Job job, ImmutableArray<SchedulerEffect>.Builder effects)
    {
        if (job.Cost is not null) effects.Add(new FreeHeld(job.Id));
        state = Unhold(state, job) with { Jobs = state.Jobs.Remove(job.Id) };
        return job.IsOver ? state : state.With(job.Lane, state.Lane(job.Lane).Leave(job));
    }

    public static SchedulerState Unhold(SchedulerState state, Job job) =>
        job.IsResident ? state with { Resident = state.Resident.Remove(job.Number), HeldBytes = state.HeldBytes - (job.Cost?.Bytes ?? 0) } : state;

    public static SchedulerState WithoutDeadline(SchedulerState state, Job job) =>
        job.Due is { } due ? state with { Deadlines = state.Deadlines.Remove((due, job.Number, job.Id)) } : state;

    public static ImmutableArray<RequestId> InStep(StepPlan? flight) => flight switch
    {
        SharedStep shared => [.. shared.Slots.Select(s => s.Request)],
        ExclusiveStep exclusive => [exclusive.Request.Id],
        _ => [],
    };
}
