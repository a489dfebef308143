using LongVpo.Core.Answers;

namespace LongVpo.Core.Ports;

/// <summary>Answers a question from what is remembered so far; looking things up happens behind it.</summary>
public interface IQuestionAnswerer
{
    /// <summary>Always comes to an answer, which may be the honest no.</summary>
    /// <exception cref="StoreException">The memory could not be read.</exception>
    Task<Answer> AnswerAsync(Question question, CancellationToken cancellationToken);

    /// <summary>As <see cref="AnswerAsync(Question, CancellationToken)"/>, telling what was found and written while it is made.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="parts">Told in order; it must neither block nor throw.</param>
    /// <param name="cancellationToken">Leaves without an answer.</param>
    /// <exception cref="StoreException">The memory could not be read.</exception>
    async Task<Answer> AnswerAsync(Question question, IProgress<AnswerPart> parts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var answer = await AnswerAsync(question, cancellationToken);
        parts.Report(new AnswerWritten(answer.Text));
        return answer;
    }
}
