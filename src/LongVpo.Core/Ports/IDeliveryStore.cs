using LongVpo.Core.Standing;

namespace LongVpo.Core.Ports;

/// <summary>Keeps what webhooks are still to be told, in order, so that a killed node goes on where it stopped.</summary>
public interface IDeliveryStore
{
    /// <summary>URLs for which something waits.</summary>
    /// <exception cref="StoreException">They could not be read.</exception>
    ValueTask<IReadOnlyList<string>> WaitingUrlsAsync(CancellationToken cancellationToken);

    /// <summary>What is next for a URL, with where it goes; null when nothing waits.</summary>
    /// <exception cref="StoreException">It could not be read.</exception>
    ValueTask<(Delivery Delivery, Webhook Webhook)?> NextAsync(string url, CancellationToken cancellationToken);

    /// <summary>Notes how an attempt went.</summary>
    /// <exception cref="StoreException">It could not be noted.</exception>
    ValueTask RecordAsync(Delivery delivery, CancellationToken cancellationToken);

    /// <summary>The newest deliveries of a question, newest first.</summary>
    /// <exception cref="StoreException">They could not be read.</exception>
    ValueTask<IReadOnlyList<Delivery>> ListAsync(string id, int limit, CancellationToken cancellationToken);

    /// <summary>Has a delivery made again, whatever became of it; the receiver tells it by its id.</summary>
    /// <returns>False when the question has no such delivery.</returns>
    /// <exception cref="StoreException">It could not be noted.</exception>
    ValueTask<bool> ReplayAsync(string id, long number, CancellationToken cancellationToken);
}
