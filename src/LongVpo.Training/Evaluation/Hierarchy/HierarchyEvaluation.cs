using System.Collections.Immutable;
using LongVpo.Training.World;

namespace LongVpo.Training.Evaluation.Hierarchy;

/// <summary>
/// Captions the clips of episodes, makes a share of what is said false, lets captions of captions be made from that over the tree that the program grows, and holds every statement of every
/// level against the script.
/// </summary>
/// <param name="plan">What is done.</param>
public sealed class HierarchyEvaluation(HierarchyPlan plan)
{
    private const ulong ErrorPurpose = 8UL << 32;

    /// <summary>Does everything.</summary>
    /// <param name="name">Who captions, for the report.</param>
    /// <param name="captioner">Captions the clips.</param>
    /// <param name="progress">Told after every episode.</param>
    /// <param name="cancellationToken">Stops between clips.</param>
    /// <exception cref="ArgumentException">The plan cannot be; one sentence.</exception>
    public HierarchyReport Run(string name, IClipCaptioner captioner, IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken)
    {
        if (plan.Problem() is { } problem) throw new ArgumentException(problem);
        var found = new List<(double Rate, int Level, int Node, long World, bool False)>();
        for (var episode = 0; episode < plan.Episodes && plan.Seeds.From + episode <= plan.Seeds.To; episode++)
        {
            var script = WorldScript.Episode(plan.Seeds.From + episode, plan.Frames / Scene.Steps);
            var captions = captioner.Describe([.. script.Scenes.Select(scene => Footage.Of(WorldScript.Compose(script.Seed, [scene])))], cancellationToken);
            foreach (var rate in plan.Errors.Distinct())
            {
                var said = LeafErrors.Inject(captions, script.Scenes, rate, WorldRandom.For(script.Seed, ErrorPurpose));
                found.AddRange(ProgramTree.Captions(script.Scenes, said).SelectMany((node, i) => node.Caption.Falsehoods(script.Scenes).Select(isFalse => (rate, node.Level, i, script.Seed, isFalse))));
            }

            progress?.Report(new EvaluationProgress(episode + 1, plan.Episodes));
        }

        return new HierarchyReport(name, plan.Seeds.ToString(), plan.Frames, [.. found.GroupBy(static one => (one.Rate, one.Level)).OrderBy(static cell => cell.Key).Select(static cell => Row(cell.Key.Rate, cell.Key.Level, [.. cell]))]);
    }

    private static HierarchyRow Row(double rate, int level, List<(double Rate, int Level, int Node, long World, bool False)> statements)
    {
        var share = Accuracy.Of(statements.Select(static statement => (statement.World, statement.False)))!.Value;
        return new HierarchyRow(
            rate, level, statements.Select(static statement => (statement.World, statement.Node)).Distinct().Count(), share.Questions, ShareDocument.Round(share.Share),
            [ShareDocument.Round(share.Low), ShareDocument.Round(share.High)]);
    }
}
