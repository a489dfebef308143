namespace LongVpo.Node.Http.Documents;

/// <summary>What was said about an answer.</summary>
/// <param name="Answer">The answer's id.</param>
/// <param name="Verdict">up, down, correct, located, or contradicted where the node itself answered otherwise later.</param>
/// <param name="Text">What is right instead.</param>
/// <param name="Segments">Where it is to be seen, SOURCE/SEGMENT.</param>
/// <param name="Own">Whether the node says so itself.</param>
/// <param name="At">When.</param>
/// <param name="Kept">Where feedback is sent: new, same (the caller had said so already) or replaced (the caller had said something else).</param>
internal sealed record FeedbackDocument(string Answer, string Verdict, string? Text, IReadOnlyList<string> Segments, bool Own, DateTimeOffset At, string? Kept = null);
