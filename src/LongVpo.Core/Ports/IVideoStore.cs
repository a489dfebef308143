using LongVpo.Core.Videos;

namespace LongVpo.Core.Ports;

/// <summary>Keeps what happened to videos, durably: what <see cref="AppendAsync"/> has returned for survives a killed process.</summary>
public interface IVideoStore
{
    /// <summary>
    /// Appends events and everything that is searched for (segments, observations, captions, vectors, thumbnails, full text) in one transaction.
    /// </summary>
    /// <param name="video">Whose events.</param>
    /// <param name="expectedVersion">The version the writer last saw, 0 for a new video; another writer in between is an error.</param>
    /// <param name="events">At least one.</param>
    /// <param name="cancellationToken">Stops waiting; the transaction is whole or not there.</param>
    /// <returns>The new version.</returns>
    /// <exception cref="StoreException">The disk is full, the store is damaged, or someone else wrote; the message is one sentence for a person.</exception>
    ValueTask<long> AppendAsync(VideoId video, long expectedVersion, IReadOnlyList<VideoEvent> events, CancellationToken cancellationToken);

    /// <summary>A video's history from its first event.</summary>
    IAsyncEnumerable<StoredEvent> ReadAsync(VideoId video, CancellationToken cancellationToken);

    ValueTask<IReadOnlyList<VideoSummary>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Notes that a video is now found at another place (a moved or copied file).</summary>
    ValueTask RelocateAsync(VideoId video, string location, CancellationToken cancellationToken);

    /// <summary>Removes a video and everything derived from it, index and free pages included.</summary>
    /// <returns>False when there was none.</returns>
    ValueTask<bool> DeleteAsync(VideoId video, CancellationToken cancellationToken);
}
