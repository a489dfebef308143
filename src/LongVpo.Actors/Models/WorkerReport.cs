using LongVpo.Core.Models;
using LongVpo.Core.Models.Scheduling;

namespace LongVpo.Actors.Models;

/// <summary>Says how a worker is doing, from what its scheduler knows.</summary>
internal static class WorkerReport
{
    public static WorkerStatus Of(string name, WorkerPhase phase, string? reason, ModelVersion? version, SchedulerState state, DateTimeOffset now) => new()
    {
        Name = name,
        Phase = phase,
        Reason = reason,
        Version = version,
        Slots = version is null ? 0 : state.Limits.Sequences,
        SlotsUsed = state.Flight switch { SharedStep shared => shared.Slots.Length, ExclusiveStep => 1, _ => 0 },
        Lanes = [.. Enum.GetValues<ModelLane>().Select(lane => Of(lane, state, now))],
        FullnessUnderLoad = state.Counts.LoadedSteps > 0 ? state.Counts.LoadedFullness / state.Counts.LoadedSteps : null,
        Steps = state.Counts.Steps,
        Completed = state.Counts.Completed,
        Refused = state.Counts.Refused,
        Crashes = state.Counts.Crashes,
        OutOfMemory = state.Counts.OutOfMemory,
    };

    private static LaneStatus Of(ModelLane lane, SchedulerState state, DateTimeOffset now)
    {
        var queued = state.Lane(lane);
        var waiting = queued.Waiting;
        var oldest = queued.Accounts.Values.Where(a => !a.Waiting.IsEmpty).Select(a => state.Jobs[a.Waiting.First().Value].Arrived).DefaultIfEmpty(now).Min();
        return new LaneStatus(lane, waiting, queued.Open - waiting, now - oldest);
    }
}
