namespace LongVpo.Core.Ports;

/// <summary>
/// What was stored about all videos, in the order in which it was stored, so that whoever follows can go on from one number after any interruption.
/// </summary>
public interface IVideoFeed
{
    /// <summary>The entries after a position, in order.</summary>
    /// <param name="after">The last position that was read; 0 reads from the beginning.</param>
    /// <param name="limit">Most entries to give.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="StoreException">The memory could not be read.</exception>
    ValueTask<IReadOnlyList<FeedEntry>> ReadAsync(long after, int limit, CancellationToken cancellationToken);

    /// <summary>The position of the newest entry ever stored; 0 before the first.</summary>
    /// <exception cref="StoreException">The memory could not be read.</exception>
    ValueTask<long> LastAsync(CancellationToken cancellationToken);
}
