using LongVpo.Node.Contract;

namespace LongVpo.Node.Http.Documents;

/// <summary>An answer that was given, with its question and what was said about it.</summary>
/// <param name="Question">The question as it was asked.</param>
/// <param name="Sources">The sources that were asked; empty means all.</param>
/// <param name="At">When it was given.</param>
/// <param name="Answer">The answer, with its id.</param>
/// <param name="Feedback">What was said about it, oldest first.</param>
internal sealed record KeptAnswerDocument(string Question, IReadOnlyList<string> Sources, DateTimeOffset At, AnswerDocument Answer, IReadOnlyList<FeedbackDocument> Feedback);
