using LongVpo.Core.Models;

namespace LongVpo.Core.Ports;

/// <summary>Has a model do things for everyone who asks, in an order that is fair and puts people first.</summary>
public interface IModelWorker
{
    /// <summary>Has a request done. A caller that cancels frees the request's place.</summary>
    /// <param name="request">What is to be done.</param>
    /// <param name="whenFull">What happens when as many requests wait as may.</param>
    /// <param name="tokens">Told of the reply while it is written, in order, on the worker's loop: it must neither block nor throw. Null for nobody.</param>
    /// <param name="cancellationToken">Leaves without a reply.</param>
    /// <exception cref="ModelRefusedException">There will be no reply; the message says why.</exception>
    Task<ModelReply> RunAsync(ModelRequest request, WhenFull whenFull, IProgress<ModelToken>? tokens, CancellationToken cancellationToken);

    /// <summary>Puts other weights in place between two steps. Requests under way begin anew, so that no reply is of two models.</summary>
    /// <exception cref="ModelException">They cannot be used; the former ones stay.</exception>
    Task<ModelVersion> ChangeAsync(ModelChange change, CancellationToken cancellationToken);

    Task<WorkerStatus> ReadStatusAsync(CancellationToken cancellationToken);
}
