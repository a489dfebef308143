using LongVpo.Actors.Kernel;
using LongVpo.Core.Models;

namespace LongVpo.Actors.Models;

/// <summary>What a model worker understands.</summary>
internal abstract record ModelMessage;

/// <summary>A request to do.</summary>
internal sealed record AskModel(ModelRequest Request, IProgress<ModelToken>? Tokens, Reply<ModelReply> Reply) : ModelMessage;

/// <summary>The asker has left.</summary>
internal sealed record CancelModel(RequestId Request) : ModelMessage;

/// <summary>Other weights are wanted.</summary>
internal sealed record ChangeModel(ModelChange Change, Reply<ModelVersion> Reply) : ModelMessage;

/// <summary>Somebody wants to know how it is doing.</summary>
internal sealed record ReadWorker(Reply<WorkerStatus> Reply) : ModelMessage;

/// <summary>The device has done what it was told, or failed.</summary>
internal sealed record TurnEnded(int Device, DeviceMessage Turn, DeviceAnswer? Answer, Exception? Failure) : ModelMessage;

/// <summary>The device's actor has stopped.</summary>
internal sealed record DeviceGone(int Device, ActorExit Exit) : ModelMessage;

/// <summary>Somebody's time may be over.</summary>
internal sealed record LookAtDeadlines : ModelMessage;
