using System.Collections.Immutable;
using LongVpo.Training.World;

namespace LongVpo.Training.Evaluation;

/// <summary>
/// Hides one odd scene, whose actor is nowhere else, in footage of several lengths at several depths, and asks about it. A haystack and its question are the same at every depth, so that
/// depths differ by nothing else.
/// </summary>
/// <param name="plan">What is asked.</param>
/// <param name="time">The clock of the speed that is told.</param>
public sealed class NeedleEvaluation(NeedlePlan plan, TimeProvider time)
{
    private const ulong NeedlePurpose = 6UL << 32;

    private static readonly ImmutableArray<QuestionFamily> Families = [QuestionFamily.A1, QuestionFamily.A2, QuestionFamily.A3];

    /// <summary>Fills the map.</summary>
    /// <param name="scorer">Who is judged.</param>
    /// <param name="positions">How its positions are stretched, for the report.</param>
    /// <param name="progress">Told after every haystack.</param>
    /// <param name="cancellationToken">Stops between pieces of footage.</param>
    /// <exception cref="ArgumentException">The plan cannot be; one sentence.</exception>
    public NeedleReport Run(IAnswerScorer scorer, PositionStretch positions, IProgress<EvaluationProgress>? progress, CancellationToken cancellationToken)
    {
        if (plan.Problem() is { } problem) throw new ArgumentException(problem);
        var judged = new List<JudgedQuestion>();
        var (began, all) = (time.GetTimestamp(), plan.Lengths.Length * plan.Depths.Length * plan.Questions);
        foreach (var frames in plan.Lengths)
        {
            for (var (seed, left) = (plan.Seeds.From, plan.Questions); seed <= plan.Seeds.To && left > 0; seed++)
            {
                var taken = Judge(scorer, frames, seed, left, judged, cancellationToken);
                left -= taken;
                progress?.Report(new EvaluationProgress(judged.Count, all));
            }
        }

        var cells = judged.GroupBy(static answer => (answer.Frames, answer.Depth)).OrderBy(static cell => cell.Key).Select(static cell =>
        {
            var share = ShareDocument.Of(cell, static answer => answer.Right)!;
            return new NeedleCell(cell.Key.Frames, cell.Key.Depth, share.Questions, share.Accuracy, share.Ci, ShareDocument.Round(cell.Count(static answer => answer.Greedy) / (double)share.Questions));
        });
        return new NeedleReport(
            scorer.Name, plan.Seeds.ToString(), positions.ToString(), WorldReport.ChanceShare, [.. cells], ShareDocument.Of(judged, static answer => answer.RightBlind),
            Math.Round(judged.Count / Math.Max(1e-3, time.GetElapsedTime(began).TotalSeconds), 1));
    }

    /// <summary>The place of the needle among so many scenes.</summary>
    internal static int SlotOf(double depth, int scenes) => (int)Math.Round(depth * (scenes - 1), MidpointRounding.AwayFromZero);

    /// <summary>The footage of a seed with the needle at a slot, in which nobody else looks like the needle's actor; null where everybody is there already.</summary>
    internal static WorldScript? Hide(long seed, int scenes, int slot)
    {
        var haystack = WorldScript.Clips(seed, scenes - 1).Scenes;
        var random = WorldRandom.For(seed, NeedlePurpose + (ulong)scenes);
        var free = Identity.Trained.RemoveAll(identity => haystack.Any(scene => scene.Actor == identity || scene.Bystander == identity));
        if (free.IsEmpty) return null;
        var needle = Scene.Draw(random, random.Of(free)) with { Bystander = null };
        return WorldScript.Compose(seed, haystack.Insert(slot, needle));
    }

    private int Judge(IAnswerScorer scorer, int frames, long seed, int most, List<JudgedQuestion> judged, CancellationToken cancellationToken)
    {
        var scenes = frames / Scene.Steps;
        if (Hide(seed, scenes, 0) is not { } first) return 0;
        // Asked once: the same scenes in another order allow the same answers.
        WorldQuestion[] questions = [.. Families.Select(family => Questions.Ask(first, family, anchor: 0)).OfType<WorldQuestion>().Take(most)];
        if (questions.Length == 0) return 0;
        var blind = scorer.Score(null, questions, cancellationToken);
        foreach (var depth in plan.Depths)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var seen = scorer.Score(Footage.Of(Hide(seed, scenes, SlotOf(depth, scenes))!), questions, cancellationToken);
            for (var i = 0; i < questions.Length; i++)
                judged.Add(new JudgedQuestion(frames, seed, questions[i].Family, depth, -1, seen[i].IsRight(questions[i]), seen[i].Greedy[questions[i].RightChoice], blind[i].IsRight(questions[i])));
        }

        return questions.Length;
    }
}
