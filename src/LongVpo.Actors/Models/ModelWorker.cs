using LongVpo.Actors.Kernel;
using LongVpo.Core.Models;
using LongVpo.Core.Ports;

namespace LongVpo.Actors.Models;

/// <summary>The front door of a model worker: bounds who may wait for it, and tells it when an asker has left.</summary>
public sealed class ModelWorker : IModelWorker, IAsyncDisposable
{
    private readonly ActorCell<ModelMessage> _cell;
    private readonly QueueGate _gate;

    public ModelWorker(ModelWorkerParts parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        _gate = new QueueGate(parts.Options.LaneCapacity, parts.Options.VideoCapacity);
        var settings = new ActorSettings { Name = parts.Name, Restart = parts.Restart };
        _cell = new ActorCell<ModelMessage>(settings, context => new ModelWorkerActor(context, parts), parts.Time, parts.Logs);
    }

    /// <inheritdoc/>
    public async Task<ModelReply> RunAsync(ModelRequest request, WhenFull whenFull, IProgress<ModelToken>? tokens, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        await _gate.EnterAsync(request, whenFull, cancellationToken);
        try
        {
            return await _cell.AskAsync<ModelReply>(reply => new AskModel(Seeded(request), tokens, reply), Timeout.InfiniteTimeSpan, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Before the place is given away, so that the worker never counts both.
            await TellCancelled(request.Id);
            throw;
        }
        catch (ActorStoppedException stopped)
        {
            throw new ModelRefusedException(RefusalKind.Failed, stopped.Message);
        }
        finally
        {
            _gate.Leave(request);
        }
    }

    /// <inheritdoc/>
    public Task<ModelVersion> ChangeAsync(ModelChange change, CancellationToken cancellationToken) =>
        _cell.AskAsync<ModelVersion>(reply => new ChangeModel(change, reply), Timeout.InfiniteTimeSpan, cancellationToken);

    /// <inheritdoc/>
    public Task<WorkerStatus> ReadStatusAsync(CancellationToken cancellationToken) =>
        _cell.AskAsync<WorkerStatus>(reply => new ReadWorker(reply), Timeout.InfiniteTimeSpan, cancellationToken);

    public ValueTask DisposeAsync() => _cell.DisposeAsync();

    // A request that is begun anew must come out the same, also when it is drawn at random.
    private static ModelRequest Seeded(ModelRequest request) => request is ChatRequest { Settings: { Temperature: > 0, Seed: null } settings } chat
        ? chat with { Settings = settings with { Seed = BitConverter.ToInt64(chat.Id.Value.ToByteArray()) & long.MaxValue } }
        : request;

    private async ValueTask TellCancelled(RequestId request)
    {
        try
        {
            await _cell.TellAsync(new CancelModel(request), Lane.Control, CancellationToken.None);
        }
        catch (ActorStoppedException)
        {
            // Then nothing of it is left either.
        }
    }
}
