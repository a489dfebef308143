using System.Collections.Concurrent;
using System.Collections.Immutable;
using LongVpo.Core.Models;
using LongVpo.Core.Ports;
using LongVpo.TestKit.Models;

namespace LongVpo.Tests.Actors.Models;

/// <summary>A virtual device whose steps end when a test lets them.</summary>
internal sealed class HeldDevice : IModelRunner, IModelRunnerFactory
{
    private readonly VirtualDevice _device = new(VirtualLoads.Limits);
    private readonly SemaphoreSlim _allowed = new(0);

    public SemaphoreSlim Entered { get; } = new(0);

    public ConcurrentQueue<RequestId> Released { get; } = new();

    public ModelVersion Version => _device.Version;

    public RunnerLimits Limits => _device.Limits;

    public int Held => _device.Held;

    /// <summary>Lets so many steps end.</summary>
    public void Allow(int steps) => _allowed.Release(steps);

    public ValueTask<IModelRunner> CreateAsync(CancellationToken cancellationToken) => ValueTask.FromResult<IModelRunner>(this);

    public ValueTask<AdmittedCost> AdmitAsync(ModelRequest request, CancellationToken cancellationToken) => _device.AdmitAsync(request, cancellationToken);

    public async ValueTask<ImmutableArray<SlotResult>> StepAsync(ImmutableArray<StepSlot> slots, CancellationToken cancellationToken)
    {
        Entered.Release();
        await _allowed.WaitAsync(cancellationToken);
        return await _device.StepAsync(slots, cancellationToken);
    }

    public void Release(RequestId request)
    {
        Released.Enqueue(request);
        _device.Release(request);
    }

    public ValueTask SwapAsync(ModelChange change, CancellationToken cancellationToken) => _device.SwapAsync(change, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
