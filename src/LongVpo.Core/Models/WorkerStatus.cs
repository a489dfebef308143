using System.Collections.Immutable;

namespace LongVpo.Core.Models;

/// <summary>How a model worker is doing.</summary>
public sealed record WorkerStatus
{
    public required string Name { get; init; }

    public required WorkerPhase Phase { get; init; }

    /// <summary>Why it is down; null unless it is.</summary>
    public string? Reason { get; init; }

    /// <summary>The weights of the next step; null before the first start.</summary>
    public ModelVersion? Version { get; init; }

    public ImmutableArray<LaneStatus> Lanes { get; init; } = [];

    /// <summary>Requests that may have a slot at once; 0 before the first start, when nobody knows.</summary>
    public int Slots { get; init; }

    /// <summary>Slots of the step that is under way; 0 between steps.</summary>
    public int SlotsUsed { get; init; }

    /// <summary>What last went wrong in a step or a start, in one sentence; null when nothing has since the start.</summary>
    public string? LastFault { get; init; }

    /// <summary>When that was.</summary>
    public DateTimeOffset? LastFaultAt { get; init; }

    /// <summary>Mean of the latest steps.</summary>
    public TimeSpan StepTime { get; init; }

    /// <summary>Read and written, over the latest steps.</summary>
    public double TokensPerSecond { get; init; }

    /// <summary>How full steps were while more was wanted, from 0 to 1, since the start; null when that never was.</summary>
    public double? FullnessUnderLoad { get; init; }

    public long Steps { get; init; }

    public long Completed { get; init; }

    public long Refused { get; init; }

    public long Crashes { get; init; }

    public long OutOfMemory { get; init; }
}
