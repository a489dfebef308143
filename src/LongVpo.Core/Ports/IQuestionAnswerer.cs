using LongVpo.Core.Answers;

namespace LongVpo.Core.Ports;

/// <summary>Answers a question from what is remembered so far; looking things up happens behind it.</summary>
public interface IQuestionAnswerer
{
    /// <summary>Always comes to an answer, which may be the honest no.</summary>
    /// <exception cref="StoreException">The memory could not be read.</exception>
    Task<Answer> AnswerAsync(Question question, CancellationToken cancellationToken);
}
