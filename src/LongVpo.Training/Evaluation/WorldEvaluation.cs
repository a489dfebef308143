using System.Collections.Immutable;
using LongVpo.Training.World;

namespace LongVpo.Training.Evaluation;

/// <summary>Asks a model questions about worlds of several lengths, with the footage and without.</summary>
/// <param name="plan">What is asked.</param>
public sealed class WorldEvaluation(WorldPlan plan)
{
    /// <summary>Asks everything. The order is that of lengths and seeds, the same for every model.</summary>
    /// <param name="scorer">Who is judged.</param>
    /// <param name="progress">Told after every world.</param>
    /// <param name="cancellationToken">Stops between worlds.</param>
    /// <exception cref="ArgumentException">The plan cannot be; one sentence.</exception>
    public ImmutableArray<JudgedQuestion> Run(IAnswerScorer scorer, IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken)
    {
        if (plan.Problem() is { } problem) throw new ArgumentException(problem);
        var judged = ImmutableArray.CreateBuilder<JudgedQuestion>();
        var all = plan.Lengths.Length * plan.Questions;
        foreach (var frames in plan.Lengths)
        {
            var draw = new QuestionDraw(plan.Seeds, plan.Families, plan.PerWorld, plan.HeldOut);
            foreach (var item in draw.Draw(frames / Scene.Steps, plan.Questions))
            {
                cancellationToken.ThrowIfCancellationRequested();
                Judge(scorer, frames, item, judged, cancellationToken);
                progress?.Report(new EvaluationProgress(judged.Count, all));
            }
        }

        return judged.ToImmutable();
    }

    private static void Judge(IAnswerScorer scorer, int frames, WorldItem item, ImmutableArray<JudgedQuestion>.Builder judged, CancellationToken cancellationToken)
    {
        var seen = scorer.Score(Footage.Of(item.Script), item.Questions, cancellationToken);
        var blind = scorer.Score(null, item.Questions, cancellationToken);
        var scenes = item.Script.Scenes.Length;
        for (var i = 0; i < item.Questions.Length; i++)
        {
            var question = item.Questions[i];
            // An episode of a seed is another world than its clips.
            var world = (item.Script.Seed * 2) + (QuestionDraw.Joins(question.Family) ? 1 : 0);
            var bin = scenes >= QuestionDraw.Bins ? question.Anchor * QuestionDraw.Bins / scenes : -1;
            judged.Add(new JudgedQuestion(
                frames, world, question.Family, question.Depth, bin, seen[i].IsRight(question), seen[i].Greedy[question.RightChoice], blind[i].IsRight(question)));
        }
    }
}
