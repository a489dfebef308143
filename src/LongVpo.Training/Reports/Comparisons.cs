using System.Collections.Immutable;
using System.Text.Json;
using LongVpo.Training.Evaluation;
using LongVpo.Training.World;

namespace LongVpo.Training.Reports;

/// <summary>Compares arms question by question. Arms are compared only where they were asked the very same, seed by seed.</summary>
public static class Comparisons
{
    /// <summary>The words for all questions, and for those that one scene or several answer.</summary>
    public const string Everything = "all";
    public const string Retrieval = "retrieval";
    public const string Several = "several";

    /// <summary>Every arm against the base, and both stages also against the first.</summary>
    /// <param name="files">What was found.</param>
    /// <param name="problems">Takes a sentence for every comparison that cannot be.</param>
    public static ImmutableArray<ArmDifference> Of(IReadOnlyList<RunFile> files, Action<string> problems)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(problems);
        var answers = files.Where(static file => file.Kind == RunFileKind.Answers).GroupBy(static file => file.Arm.Id)
            .ToDictionary(static arm => arm.Key, static arm => arm.GroupBy(static file => file.Seed, StringComparer.Ordinal).ToDictionary(static seed => seed.Key, static seed => Read(seed.First()), StringComparer.Ordinal));
        var found = ImmutableArray.CreateBuilder<ArmDifference>();
        foreach (var arm in ArmList.All.Where(arm => answers.ContainsKey(arm.Id)))
            foreach (var against in (string[])[ArmList.Base, ArmList.Stage1])
                if (arm.Id != against && answers.TryGetValue(against, out var other) && (against == ArmList.Base || arm.Id.StartsWith(ArmList.Both, StringComparison.Ordinal)))
                    found.AddRange(Compare(arm.Id, answers[arm.Id], against, other, problems));
        return found.ToImmutable();
    }

    private static IEnumerable<ArmDifference> Compare(string arm, Dictionary<string, List<AnswerLine>> mine, string against, Dictionary<string, List<AnswerLine>> others, Action<string> problems)
    {
        var pairs = new List<(string Seed, AnswerLine Mine, AnswerLine Other)>();
        foreach (var (seed, answers) in mine.OrderBy(static one => one.Key, StringComparer.Ordinal))
        {
            // A base is often trained once; then all seeds are held against it.
            var other = others.TryGetValue(seed, out var same) ? same : others.Count == 1 ? others.Values.First() : null;
            if (other is null) problems($"{arm} has a seed {seed} that {against} has not, so that it is not in the differences.");
            else if (answers.Count != other.Count || answers.Zip(other).Any(static pair => (pair.First.Frames, pair.First.World, pair.First.Family) != (pair.Second.Frames, pair.Second.World, pair.Second.Family)))
                problems($"{arm} and {against} (seed {(seed.Length > 0 ? seed : "not told")}) were not asked the same, so that they are not compared: judge both with the same options.");
            else pairs.AddRange(answers.Zip(other).Select(pair => (seed, pair.First, pair.Second)));
        }

        foreach (var what in (string[])[Everything, Retrieval, Several])
            foreach (var length in pairs.Where(pair => Belongs(pair.Mine.Family, what)).GroupBy(static pair => pair.Mine.Frames).OrderBy(static length => length.Key))
                yield return Difference(arm, against, what, length.Key, [.. length]);
    }

    private static ArmDifference Difference(string arm, string against, string what, int frames, List<(string Seed, AnswerLine Mine, AnswerLine Other)> pairs)
    {
        var paired = PairedDifference.Of(pairs.Select(static pair => (pair.Mine.World, pair.Mine.Right, pair.Other.Right)))!.Value;
        return new ArmDifference(
            arm, against, what, frames, pairs.Count, ShareDocument.Round(pairs.Average(static pair => pair.Mine.Right ? 1.0 : 0)), ShareDocument.Round(paired.Difference), [ShareDocument.Round(paired.Low), ShareDocument.Round(paired.High)],
            [.. pairs.GroupBy(static pair => pair.Seed, StringComparer.Ordinal).Select(static seed => ShareDocument.Round(seed.Average(static pair => (pair.Mine.Right ? 1.0 : 0) - (pair.Other.Right ? 1 : 0))))]);
    }

    /// <summary>Whether questions of a family are among some.</summary>
    private static bool Belongs(string family, string what) =>
        what == Everything || (Enum.TryParse<QuestionFamily>(family, out var known) && QuestionDraw.Joins(known) == (what == Several));

    private static List<AnswerLine> Read(RunFile file) => [.. file.Lines.Select(static line => line.Deserialize(ReportJson.Default.AnswerLine)!)];
}
