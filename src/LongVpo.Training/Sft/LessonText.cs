namespace LongVpo.Training.Sft;

/// <summary>A question about a video and an answer to it that is learned or scored.</summary>
/// <param name="Question">The question's words.</param>
/// <param name="Answer">The answer's words.</param>
public readonly record struct LessonText(string Question, string Answer);
