using LongVpo.Core.Feedback;
using LongVpo.Core.Options;

namespace LongVpo.Core.Ports;

/// <summary>Keeps answers and what was said about them beside the footage, so that they go when it goes.</summary>
public interface IAnswerStore
{
    /// <summary>Keeps an answer; the oldest without feedback go when there are too many.</summary>
    /// <param name="answer">The answer; its id must be new.</param>
    /// <param name="options">How many may be kept.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>False when footage that it rests on is not remembered any more; nothing is kept then.</returns>
    /// <exception cref="StoreException">It could not be kept.</exception>
    ValueTask<bool> KeepAsync(KeptAnswer answer, FeedbackOptions options, CancellationToken cancellationToken);

    /// <summary>An answer with what was said about it; null when there is none of that id.</summary>
    /// <exception cref="StoreException">It could not be read.</exception>
    ValueTask<JudgedAnswer?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Answers to the same question (<see cref="SameQuestion"/>), newest first.</summary>
    /// <param name="key">The question's key.</param>
    /// <param name="limit">Most to give.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="StoreException">They could not be read.</exception>
    ValueTask<IReadOnlyList<KeptAnswer>> ReadSameAsync(string key, int limit, CancellationToken cancellationToken);

    /// <summary>Keeps what somebody says about an answer, in place of what the same giver said before.</summary>
    /// <param name="id">The answer.</param>
    /// <param name="feedback">What is said.</param>
    /// <param name="options">How much may be kept.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="StoreException">It could not be kept.</exception>
    ValueTask<FeedbackOutcome> AddFeedbackAsync(string id, AnswerFeedback feedback, FeedbackOptions options, CancellationToken cancellationToken);

    /// <summary>Takes back what a giver said about an answer.</summary>
    /// <returns>False when nothing was said.</returns>
    /// <exception cref="StoreException">It could not be removed.</exception>
    ValueTask<bool> RemoveFeedbackAsync(string id, string giver, CancellationToken cancellationToken);

    /// <summary>Every answer that something was said about, with all of that, answers to the same question together, each group oldest first.</summary>
    /// <exception cref="StoreException">They could not be read.</exception>
    ValueTask<IReadOnlyList<JudgedAnswer>> ReadJudgedAsync(CancellationToken cancellationToken);
}
