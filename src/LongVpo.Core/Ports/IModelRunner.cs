using System.Collections.Immutable;
using LongVpo.Core.Models;

namespace LongVpo.Core.Ports;

/// <summary>
/// Runs one model on one device or endpoint, step by step, for many requests at once. It schedules nothing itself: who gets a slot is decided outside. Its calls come one at a
/// time. A request that is begun anew is admitted again under the same id, after <see cref="Release"/>.
/// </summary>
public interface IModelRunner : IAsyncDisposable
{
    /// <summary>The weights that the next step runs on.</summary>
    ModelVersion Version { get; }

    RunnerLimits Limits { get; }

    /// <summary>Prepares a request and says what it will cost. Takes no memory of the device before the request's first slot.</summary>
    /// <exception cref="ModelException">This model cannot do it: no such kind of request, a picture that is gone, a prompt that is too long.</exception>
    ValueTask<AdmittedCost> AdmitAsync(ModelRequest request, CancellationToken cancellationToken);

    /// <summary>Does one step for these requests together, and says of each how far it came. Cancelled only when the worker stops.</summary>
    /// <param name="slots">At least one, each request once, in order of urgency; all admitted.</param>
    /// <param name="cancellationToken">Leaves the step; the runner is then disposed.</param>
    /// <returns>A result for every slot. One that reads the last of a prompt also writes the first token.</returns>
    /// <exception cref="OutOfMemoryException">Or its kind <see cref="InsufficientMemoryException"/>: the step left nothing behind, every request is where it was, so a smaller step can be tried.</exception>
    /// <exception cref="ModelCrashedException">The runner can no longer be trusted and is disposed; every request begins anew in the next one.</exception>
    ValueTask<ImmutableArray<SlotResult>> StepAsync(ImmutableArray<StepSlot> slots, CancellationToken cancellationToken);

    /// <summary>Frees everything a request holds; nothing happens for one that is not there.</summary>
    void Release(RequestId request);

    /// <summary>Puts other weights in place. No request is under way.</summary>
    /// <exception cref="ModelException">They cannot be used; the former ones stay.</exception>
    ValueTask SwapAsync(ModelChange change, CancellationToken cancellationToken);
}
