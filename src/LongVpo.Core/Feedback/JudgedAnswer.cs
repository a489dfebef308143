using System.Collections.Immutable;

namespace LongVpo.Core.Feedback;

/// <summary>An answer with everything that was said about it.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Feedback">What was said, oldest first; of each giver one.</param>
public sealed record JudgedAnswer(KeptAnswer Answer, ImmutableArray<AnswerFeedback> Feedback);
