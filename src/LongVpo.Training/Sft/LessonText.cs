namespace LongVpo.Training.Sft;

/// <summary>A question about a video and an answer to it that is learned or scored.</summary>
/// <param name="Question">The question's words.</param>
/// <param name="Answer">The answer's words.</param>
/// <param name="Told">The scene of the lesson that the answer is read from; null where that is not one, or not to be learned.</param>
public readonly record struct LessonText(string Question, string Answer, int? Told = null);
