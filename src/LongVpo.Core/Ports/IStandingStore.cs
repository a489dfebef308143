using LongVpo.Core.Standing;
using LongVpo.Core.Videos;

namespace LongVpo.Core.Ports;

/// <summary>Keeps standing questions, how far each has come, and what they told, durably.</summary>
public interface IStandingStore
{
    /// <summary>Adds a question that takes in what is stored after a position of the feed.</summary>
    /// <param name="question">The question; its id must be new.</param>
    /// <param name="position">0 takes in everything that is remembered.</param>
    /// <param name="most">Questions that may be kept.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>False when there are as many as may be.</returns>
    /// <exception cref="StoreException">It could not be kept.</exception>
    ValueTask<bool> AddAsync(StandingQuestion question, long position, int most, CancellationToken cancellationToken);

    /// <summary>Removes a question with everything it told and everything that still waits to be delivered.</summary>
    /// <returns>False when there was none.</returns>
    /// <exception cref="StoreException">It could not be removed.</exception>
    ValueTask<bool> RemoveAsync(string id, CancellationToken cancellationToken);

    /// <summary>All questions, oldest first.</summary>
    /// <exception cref="StoreException">They could not be read.</exception>
    ValueTask<IReadOnlyList<StandingQuestion>> ListAsync(CancellationToken cancellationToken);

    /// <summary>How far a question has come; null when there is none.</summary>
    /// <exception cref="StoreException">It could not be read.</exception>
    ValueTask<StandingProgress?> ReadProgressAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// Moves a question on and stores what it has to tell, with a delivery for each notice that its webhook is told, in one transaction.
    /// A notice whose id is stored already is not stored again.
    /// </summary>
    /// <param name="id">Whose.</param>
    /// <param name="expected">The position the writer last saw.</param>
    /// <param name="position">The new position.</param>
    /// <param name="states">States that changed, by video.</param>
    /// <param name="notices">What is told, in order.</param>
    /// <param name="waitingMost">Deliveries of the question that may wait; what comes beyond is dead at once, and can be replayed.</param>
    /// <param name="at">Now, by the clock on the wall.</param>
    /// <param name="cancellationToken">Stops waiting; the transaction is whole or not there.</param>
    /// <exception cref="StoreException">The question is gone or stands elsewhere, or the disk refused.</exception>
    ValueTask CommitAsync(
        string id, long expected, long position, IReadOnlyDictionary<VideoId, StandingState> states, IReadOnlyList<StandingNotice> notices, int waitingMost, DateTimeOffset at,
        CancellationToken cancellationToken);

    /// <summary>Notices after a number, in order.</summary>
    /// <param name="id">Of one question; null reads all.</param>
    /// <param name="after">The last number that was read; 0 reads from the beginning.</param>
    /// <param name="limit">Most to give.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="StoreException">They could not be read.</exception>
    ValueTask<IReadOnlyList<NumberedNotice>> ReadNoticesAsync(string? id, long after, int limit, CancellationToken cancellationToken);

    /// <summary>The number of the newest notice ever stored; 0 before the first.</summary>
    /// <exception cref="StoreException">It could not be read.</exception>
    ValueTask<long> LastNoticeAsync(CancellationToken cancellationToken);
}
