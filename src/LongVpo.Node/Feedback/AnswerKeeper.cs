using System.Security.Cryptography;
using LongVpo.Core.Answers;
using LongVpo.Core.Feedback;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Memory.Stores;
using Microsoft.Extensions.Logging;

namespace LongVpo.Node.Feedback;

/// <summary>Keeps answers as they are given, so that something can be said about them, and notices by itself when an answer proves an earlier one wrong.</summary>
internal sealed partial class AnswerKeeper
{
    // Newest first; what was answered longer ago than that many times asking was compared when it was newer.
    private const int EarlierMost = 8;

    private readonly StoreSession _store;
    private readonly FeedbackOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;

    public AnswerKeeper(StoreSession store, FeedbackOptions options, TimeProvider time, ILoggerFactory logs) =>
        (_store, _options, _time, _log) = (store, options, time, logs.CreateLogger<AnswerKeeper>());

    /// <summary>Keeps an answer. A store that cannot take it costs its id and not the answer.</summary>
    /// <returns>The id by which feedback names it; null when it was not kept.</returns>
    public async Task<string?> KeepAsync(Question question, Answer answer, CancellationToken cancellationToken)
    {
        try
        {
            await ContradictAsync(question, answer, cancellationToken);
            var kept = new KeptAnswer { Id = "r" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), Question = question, Answer = answer, At = _time.GetUtcNow() };
            return await _store.Answers.KeepAsync(kept, _options, cancellationToken) ? kept.Id : null;
        }
        catch (StoreException refused)
        {
            LogNotKept(_log, refused.Message);
            return null;
        }
    }

    /// <summary>Holds an answer against the earlier ones to the same question, and notes on each that it proves wrong what it says instead.</summary>
    /// <returns>How many it proves wrong.</returns>
    /// <exception cref="StoreException">They could not be read, or nothing could be noted.</exception>
    public async Task<int> ContradictAsync(Question question, Answer answer, CancellationToken cancellationToken)
    {
        var wrong = 0;
        foreach (var earlier in await _store.Answers.ReadSameAsync(SameQuestion.KeyOf(question), EarlierMost, cancellationToken))
        {
            if (Contradictions.Of(earlier.Answer, answer, _time.GetUtcNow()) is not { } feedback) continue;
            wrong++;
            var outcome = await _store.Answers.AddFeedbackAsync(earlier.Id, feedback, _options, cancellationToken);
            LogContradicted(_log, earlier.Id, outcome);
        }

        return wrong;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An answer was not kept, so nothing can be said about it: {Reason}")]
    private static partial void LogNotKept(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Answer {Answer} is contradicted by what is answered now ({Outcome})")]
    private static partial void LogContradicted(ILogger log, string answer, FeedbackOutcome outcome);
}
