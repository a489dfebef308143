using System.Collections.Immutable;
using LongVpo.Training.Evaluation;
using LongVpo.Training.World;

namespace LongVpo.Training.Tests.Evaluation;

/// <summary>Somebody who guesses.</summary>
internal sealed class GuessingScorer(ulong seed) : IAnswerScorer
{
    private readonly WorldRandom _random = new(seed);

    public string Name => "guess";

    public ImmutableArray<ChoiceScores> Score(Footage? footage, IReadOnlyList<WorldQuestion> questions, CancellationToken cancellationToken) =>
        [.. questions.Select(question => new ChoiceScores([.. question.Choices.Select(_ => -(double)_random.Below(1_000_000))], [.. question.Choices.Select(_ => false)]))];

    public void Dispose()
    {
    }
}
