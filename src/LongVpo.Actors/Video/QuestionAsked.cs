using LongVpo.Actors.Kernel;
using LongVpo.Core.Answers;

namespace LongVpo.Actors.Video;

/// <summary>The only message of a question's actor: answer this.</summary>
internal sealed record QuestionAsked(Question Question, IProgress<AnswerPart>? Parts, Reply<Answer> Reply);
