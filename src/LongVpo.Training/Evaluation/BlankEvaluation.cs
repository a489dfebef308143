using System.Collections.Immutable;
using LongVpo.Training.World;

namespace LongVpo.Training.Evaluation;

/// <summary>
/// Asks the same questions about the same frames with more and more blanks around them: content and words stay, only length and place change, so what is lost is lost to those alone.
/// </summary>
/// <param name="plan">What is asked.</param>
/// <param name="time">The clock of the speed that is told.</param>
public sealed class BlankEvaluation(BlankPlan plan, TimeProvider time)
{
    private const ulong BlankPurpose = 7UL << 32;

    private static readonly ImmutableArray<QuestionFamily> Families = [QuestionFamily.A1, QuestionFamily.A2, QuestionFamily.A3, QuestionFamily.A4];

    /// <summary>Asks everything.</summary>
    /// <param name="scorer">Who is judged.</param>
    /// <param name="positions">How its positions are stretched, for the report.</param>
    /// <param name="progress">Told after every world.</param>
    /// <param name="cancellationToken">Stops between pieces of footage.</param>
    /// <exception cref="ArgumentException">The plan cannot be; one sentence.</exception>
    public BlankReport Run(IAnswerScorer scorer, PositionStretch positions, IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken)
    {
        if (plan.Problem() is { } problem) throw new ArgumentException(problem);
        var began = time.GetTimestamp();
        var all = Enum.GetValues<BlankPlacement>().Sum(placement => plan.Lengths.Count(frames => BlankCase.Shown(placement, frames) is not null)) * plan.Questions;
        var (rows, asked) = (ImmutableArray.CreateBuilder<PlacementDocument>(), 0);
        foreach (var placement in Enum.GetValues<BlankPlacement>())
        {
            int[] shown = [.. plan.Lengths.Select(frames => BlankCase.Shown(placement, frames)).OfType<int>().Distinct().Order()];
            if (shown.Length == 0) continue;
            var answers = new List<PaddedAnswer>();
            for (var (seed, left) = (plan.Seeds.From, plan.Questions); seed <= plan.Seeds.To && left > 0; seed++)
            {
                left -= Judge(scorer, placement, shown, seed, left, answers, cancellationToken);
                progress?.Report(new EvaluationProgress(asked + answers.Count, all));
            }

            asked += answers.Count;
            rows.Add(PlacementDocument.Of(placement, answers));
        }

        return new BlankReport(
            scorer.Name, plan.Seeds.ToString(), positions.ToString(), plan.Level, WorldReport.ChanceShare, rows.ToImmutable(), Math.Round(asked / Math.Max(1e-3, time.GetElapsedTime(began).TotalSeconds), 1));
    }

    private int Judge(IAnswerScorer scorer, BlankPlacement placement, int[] lengths, long seed, int most, List<PaddedAnswer> answers, CancellationToken cancellationToken)
    {
        var script = WorldScript.Clips(seed, BlankCase.RealFrames(placement) / Scene.Steps);
        WorldQuestion[] questions = [.. Families.Select(family => Questions.Ask(script, family)).OfType<WorldQuestion>().Take(most)];
        if (questions.Length == 0) return 0;
        var unpadded = scorer.Score(Footage.Of(script), questions, cancellationToken);
        var blind = scorer.Score(null, questions, cancellationToken);
        foreach (var shown in lengths)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var place = BlankCase.Place(placement, script, shown, plan.Level, WorldRandom.For(seed, BlankPurpose + (ulong)shown));
            var padded = scorer.Score(place.Footage, questions, cancellationToken);
            for (var i = 0; i < questions.Length; i++)
                answers.Add(new PaddedAnswer(shown, seed, place.Depth, padded[i].IsRight(questions[i]), unpadded[i].IsRight(questions[i]), blind[i].IsRight(questions[i])));
        }

        return questions.Length;
    }
}
