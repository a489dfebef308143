using LongVpo.Core.Videos;

namespace LongVpo.Core.Ports;

/// <summary>Keeps which sources are to be watched, durably: a node that is started again reads it and goes on.</summary>
public interface IWatchList
{
    /// <summary>Adds a watch, or replaces that of the same video.</summary>
    /// <exception cref="StoreException">It could not be kept.</exception>
    ValueTask AddAsync(Watch watch, CancellationToken cancellationToken);

    /// <returns>False when there was none.</returns>
    /// <exception cref="StoreException">The list could not be changed.</exception>
    ValueTask<bool> RemoveAsync(VideoId video, CancellationToken cancellationToken);

    /// <summary>All watches, oldest first.</summary>
    /// <exception cref="StoreException">The list could not be read.</exception>
    ValueTask<IReadOnlyList<Watch>> ListAsync(CancellationToken cancellationToken);
}
