using System.Collections.Immutable;
using LongVpo.Core.Models;

namespace LongVpo.Actors.Models;

/// <summary>What a device says when it has done what it was told.</summary>
/// <param name="Version">The weights that did it.</param>
/// <param name="Limits">What the runner can take.</param>
internal sealed record DeviceAnswer(ModelVersion Version, RunnerLimits Limits)
{
    /// <summary>For <see cref="AdmitRequests"/>, in order: a cost, or why the request is impossible.</summary>
    public ImmutableArray<(AdmittedCost Cost, string? Wrong)> Costs { get; init; } = [];

    /// <summary>For a shared step.</summary>
    public ImmutableArray<SlotResult> Results { get; init; } = [];

    /// <summary>For an exclusive step: whether the work is done.</summary>
    public bool Finished { get; init; }

    /// <summary>How long the step took.</summary>
    public TimeSpan Took { get; init; }
}
