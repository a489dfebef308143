using LongVpo.Actors.Models;
using LongVpo.Core.Models;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.TestKit.Models;

namespace LongVpo.Tests.Actors.Models;

/// <summary>A worker with a device of virtual time under it.</summary>
internal sealed class WorkerStage : IAsyncDisposable
{
    public WorkerStage(IModelRunnerFactory? runners = null, ModelWorkerOptions? options = null, TimeProvider? time = null)
    {
        Device = new VirtualDevice(VirtualLoads.Limits);
        var restart = new RestartOptions { MaxRestarts = 1_000_000, FirstDelay = TimeSpan.Zero, MaxDelay = TimeSpan.Zero };
        Worker = new ModelWorker(new ModelWorkerParts("virtual:", runners ?? Device, options ?? new ModelWorkerOptions(), restart, time ?? TimeProvider.System, Logs));
    }

    public RecordingLogs Logs { get; } = new();

    public VirtualDevice Device { get; }

    public ModelWorker Worker { get; }

    public Task<ModelReply> AskAsync(ModelRequest request, CancellationToken cancellationToken) => Worker.RunAsync(request, WhenFull.Wait, null, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Worker.DisposeAsync();
        Logs.Dispose();
    }
}
