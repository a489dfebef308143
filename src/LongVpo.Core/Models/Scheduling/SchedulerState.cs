using System.Collections.Immutable;
using LongVpo.Core.Options;

namespace LongVpo.Core.Models.Scheduling;

/// <summary>Everything the scheduler knows. It changes only through <see cref="SchedulerRules"/> and <see cref="StepPlanner"/>.</summary>
public sealed record SchedulerState
{
    /// <summary>The unit of service: a whole step.</summary>
    public const long WholeStep = 1_000_000;

    private static readonly IComparer<(DateTimeOffset Due, long Number, RequestId Id)> ByDue =
        Comparer<(DateTimeOffset Due, long Number, RequestId Id)>.Create((a, b) => (a.Due, a.Number).CompareTo((b.Due, b.Number)));

    private static readonly int LaneCount = Enum.GetValues<ModelLane>().Length;

    public required ModelWorkerOptions Options { get; init; }

    public required RunnerLimits Limits { get; init; }

    public required StepCaps Caps { get; init; }

    public ImmutableDictionary<RequestId, Job> Jobs { get; init; } = ImmutableDictionary<RequestId, Job>.Empty;

    /// <summary>Requests that hold memory, by their number.</summary>
    public ImmutableSortedDictionary<long, RequestId> Resident { get; init; } = ImmutableSortedDictionary<long, RequestId>.Empty;

    public ImmutableArray<LaneState> Lanes { get; init; } = [.. Enumerable.Repeat(LaneState.Empty, LaneCount)];

    /// <summary>When askers no longer wait, soonest first.</summary>
    public ImmutableSortedSet<(DateTimeOffset Due, long Number, RequestId Id)> Deadlines { get; init; } = ImmutableSortedSet.Create(ByDue);

    /// <summary>The step that is under way; null between steps.</summary>
    public StepPlan? Flight { get; init; }

    /// <summary>Memory of all residents.</summary>
    public long HeldBytes { get; init; }

    public long Arrivals { get; init; }

    public SchedulerCounts Counts { get; init; }

    public static SchedulerState Start(ModelWorkerOptions options, RunnerLimits limits) => new() { Options = options, Limits = limits, Caps = StepCaps.Of(limits) };

    public LaneState Lane(ModelLane lane) => Lanes[(int)lane];

    internal SchedulerState With(ModelLane lane, LaneState state) => this with { Lanes = Lanes.SetItem((int)lane, state) };

    internal SchedulerState With(Job job) => this with { Jobs = Jobs.SetItem(job.Id, job) };

    /// <summary>Part of the steps a lane is entitled to, in millionths; none for live questions, which come first anyway.</summary>
    internal long ShareOf(ModelLane lane) => (long)(WholeStep * lane switch
    {
        ModelLane.StandingQuestion => Options.StandingShare,
        ModelLane.LiveCaption => Options.LiveCaptionShare,
        ModelLane.ArchiveCaption => Options.ArchiveCaptionShare,
        ModelLane.PreferenceData => Options.PreferenceDataShare,
        ModelLane.Training => Options.TrainingShare,
        _ => 0,
    });

    /// <summary>What a slot takes of a step: the part of its tokens or of its slots, whichever is more.</summary>
    internal long ServiceOf(StepSlot slot) => Math.Max(Math.Max(1, slot.PromptTokens) * WholeStep / Limits.TokensPerStep, WholeStep / Limits.Sequences);
}
