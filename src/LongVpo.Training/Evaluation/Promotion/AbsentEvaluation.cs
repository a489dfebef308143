using System.Collections.Immutable;
using LongVpo.Training.World;

namespace LongVpo.Training.Evaluation.Promotion;

/// <summary>
/// Asks about somebody who is not there, and beside it about somebody who is, and notes how sure the model is. A network need not know words for "not seen" for that: whoever is as sure
/// of what is not there as of what is invents.
/// </summary>
/// <param name="suite">What is asked.</param>
internal sealed class AbsentEvaluation(PromotionSuite suite)
{
    private const int PerWorld = 4;

    /// <summary>Asks everything; the same for every model.</summary>
    /// <param name="scorer">Who is judged.</param>
    /// <param name="progress">Told after every world.</param>
    /// <param name="cancellationToken">Stops between worlds.</param>
    /// <returns>What is said of those who are there, and of those who are not.</returns>
    public (ImmutableArray<SureAnswer> Present, ImmutableArray<SureAnswer> Absent) Run(IAnswerScorer scorer, IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken)
    {
        var (present, absent) = (ImmutableArray.CreateBuilder<SureAnswer>(), ImmutableArray.CreateBuilder<SureAnswer>());
        foreach (var frames in suite.Lengths)
        {
            var seed = suite.Span().From;
            for (var asked = 0; asked < suite.Absent && seed <= suite.Span().To; seed++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var script = WorldScript.Clips(seed, frames / Scene.Steps);
                var some = Math.Min(PerWorld, suite.Absent - asked);
                var missing = Enumerable.Range(0, some).Select(salt => AbsentQuestions.Ask(script, (ulong)salt)).DistinctBy(static question => question.Text).ToList();
                // As many of each kind beside them, so that both are asked alike.
                var there = missing.Select((question, salt) => Questions.Ask(script, question.Family, (ulong)salt)).OfType<WorldQuestion>().DistinctBy(static question => question.Text).ToList();
                var scores = scorer.Score(Footage.Of(script), [.. missing, .. there], cancellationToken);
                absent.AddRange(missing.Select((_, i) => Sure(scores[i], frames, seed, null)));
                present.AddRange(there.Select((question, i) => Sure(scores[missing.Count + i], frames, seed, question)));
                asked += missing.Count;
                progress?.Report(new EvaluationProgress(absent.Count, suite.Lengths.Length * suite.Absent));
            }
        }

        return (present.ToImmutable(), absent.ToImmutable());
    }

    private static SureAnswer Sure(ChoiceScores scores, int frames, long world, WorldQuestion? question) =>
        new(frames, world, scores.LogProbabilities[scores.Chosen], question is not null && scores.IsRight(question));
}
