using LongVpo.Actors.Kernel;
using LongVpo.Core.Ports;

namespace LongVpo.Actors.Video;

/// <summary>Lives for one question, so that a question that hangs or crashes takes nothing with it. How evidence is found and put into words is behind the port.</summary>
internal sealed class QuestionActor(IQuestionAnswerer answers) : IActor<QuestionAsked>
{
    public async ValueTask HandleAsync(QuestionAsked message, CancellationToken cancellationToken) =>
        message.Reply.Give(message.Parts is { } parts
            ? await answers.AnswerAsync(message.Question, parts, cancellationToken)
            : await answers.AnswerAsync(message.Question, cancellationToken));
}
