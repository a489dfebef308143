using System.Collections.Immutable;
using LongVpo.Actors.Kernel;
using LongVpo.Core.Models;
using LongVpo.Core.Models.Scheduling;

namespace LongVpo.Actors.Models;

/// <summary>What a worker tells its device, one thing at a time.</summary>
/// <param name="Free">Requests that hold nothing any more; freed first.</param>
internal abstract record DeviceMessage(ImmutableArray<RequestId> Free)
{
    public Reply<DeviceAnswer> Reply { get; init; } = new();
}

/// <summary>Only frees, or finds out whether the model is there.</summary>
internal sealed record FreeOnly(ImmutableArray<RequestId> Free) : DeviceMessage(Free);

/// <summary>Asks what requests cost.</summary>
internal sealed record AdmitRequests(ImmutableArray<RequestId> Free, ImmutableArray<ModelRequest> Requests) : DeviceMessage(Free);

/// <summary>Has a step done, shared or exclusive.</summary>
internal sealed record DoStep(ImmutableArray<RequestId> Free, StepPlan Plan) : DeviceMessage(Free);

/// <summary>Puts other weights in place.</summary>
internal sealed record ChangeWeights(ImmutableArray<RequestId> Free, ModelChange Change) : DeviceMessage(Free);
