using System.Collections.Immutable;

namespace LongVpo.Training.Evaluation.Quiz;

/// <summary>What became of the questions about one film.</summary>
/// <param name="Seed">Which film.</param>
/// <param name="Segments">Segments that the product cut it into.</param>
/// <param name="Described">Of those, segments that the model described.</param>
/// <param name="Answers">The answers.</param>
/// <param name="Seconds">How long watching and asking took, without rendering.</param>
public sealed record QuizFilm(long Seed, int Segments, int Described, ImmutableArray<QuizAnswer> Answers, double Seconds)
{
    /// <summary>Right answers.</summary>
    public int Right => Answers.Count(static answer => answer.Right);
}
