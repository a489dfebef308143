using System.Collections.Immutable;
using LongVpo.Training.World;

namespace LongVpo.Training.Evaluation;

/// <summary>Whoever is judged: says how likely each choice of a question is after some footage. One thread at a time.</summary>
public interface IAnswerScorer : IDisposable
{
    /// <summary>Who it is, for people.</summary>
    string Name { get; }

    /// <summary>Scores the choices of questions about one piece of footage.</summary>
    /// <param name="footage">What is seen; null asks blindly, which tells what words alone give away.</param>
    /// <param name="questions">The questions; of each only the words and the choices may be looked at.</param>
    /// <param name="cancellationToken">Stops between questions.</param>
    /// <returns>One for each question, in their order.</returns>
    ImmutableArray<ChoiceScores> Score(Footage? footage, IReadOnlyList<WorldQuestion> questions, CancellationToken cancellationToken);
}
