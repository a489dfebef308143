using System.Collections.Immutable;

namespace LongVpo.Training.Evaluation;

/// <summary>What <c>eval world</c> tells: how much a model answers right by length, family and depth, beside what chance and words alone would give.</summary>
/// <param name="Model">Who was judged.</param>
/// <param name="Seeds">The seeds of the worlds, FROM-TO.</param>
/// <param name="Positions">How positions were stretched.</param>
/// <param name="Chance">Share that guessing gets right.</param>
/// <param name="Lengths">By frames shown.</param>
/// <param name="Families">By kind of question, over all lengths.</param>
/// <param name="Depths">By where the scene stands in fifths of the world, of retrieval questions about worlds of at least five scenes.</param>
/// <param name="QuestionsPerSecond">How fast questions were answered, with the footage and without.</param>
public sealed record WorldReport(
    string Model, string Seeds, string Positions, double Chance, ImmutableArray<LengthDocument> Lengths, ImmutableSortedDictionary<string, ShareDocument> Families,
    ImmutableSortedDictionary<string, ShareDocument> Depths, double QuestionsPerSecond)
{
    /// <summary>Of four choices.</summary>
    public const double ChanceShare = 0.25;

    /// <summary>By how much the first model is better than the second at each length, where two were judged.</summary>
    public ImmutableArray<DifferenceDocument> Differences { get; init; } = [];

    /// <summary>The report of some answers.</summary>
    public static WorldReport Of(string model, SeedSpan seeds, PositionStretch positions, ImmutableArray<JudgedQuestion> answers, TimeSpan took) => new(
        model, seeds.ToString(), positions.ToString(), ChanceShare,
        [.. answers.GroupBy(static answer => answer.Frames).OrderBy(static length => length.Key).Select(static length => Length(length.Key, [.. length]))],
        answers.GroupBy(static answer => answer.Family).ToImmutableSortedDictionary(static family => family.Key.ToString(), static family => Share(family)!, StringComparer.Ordinal),
        answers.Where(static answer => answer.Bin >= 0 && !QuestionDraw.Joins(answer.Family)).GroupBy(static answer => answer.Bin)
            .ToImmutableSortedDictionary(static bin => FormattableString.Invariant($"{bin.Key * 0.2:0.0}-{(bin.Key + 1) * 0.2:0.0}"), static bin => Share(bin)!, StringComparer.Ordinal),
        Math.Round(answers.Length / Math.Max(1e-3, took.TotalSeconds), 1));

    /// <summary>By how much one model answers more than another, question by question.</summary>
    /// <exception cref="ArgumentException">They were not asked the same.</exception>
    public static ImmutableArray<DifferenceDocument> Compare(ImmutableArray<JudgedQuestion> first, ImmutableArray<JudgedQuestion> second)
    {
        if (first.Length != second.Length) throw new ArgumentException("Two models can only be compared over the same questions.");
        var pairs = first.Zip(second).ToList();
        if (pairs.Exists(static pair => (pair.First.Frames, pair.First.World, pair.First.Family) != (pair.Second.Frames, pair.Second.World, pair.Second.Family)))
            throw new ArgumentException("Two models can only be compared over the same questions.");
        return
        [
            .. pairs.GroupBy(static pair => pair.First.Frames).OrderBy(static length => length.Key).Select(static length =>
            {
                var paired = PairedDifference.Of(length.Select(static pair => (pair.First.World, pair.First.Right, pair.Second.Right)))!.Value;
                return new DifferenceDocument(length.Key, ShareDocument.Round(paired.Difference), [ShareDocument.Round(paired.Low), ShareDocument.Round(paired.High)]);
            }),
        ];
    }

    private static LengthDocument Length(int frames, ImmutableArray<JudgedQuestion> answers)
    {
        var (all, blind) = (Share(answers)!, ShareDocument.Of(answers, static answer => answer.RightBlind)!);
        var (seeing, joining) = (Share(answers.Where(static answer => !QuestionDraw.Joins(answer.Family))), Share(answers.Where(static answer => QuestionDraw.Joins(answer.Family))));
        var greedy = ShareDocument.Round(answers.Count(static answer => answer.Greedy) / (double)answers.Length);
        return new LengthDocument(frames, all.Questions, all.Accuracy, all.Ci, seeing?.Accuracy, seeing?.Ci, joining?.Accuracy, joining?.Ci, blind.Accuracy, blind.Ci, greedy);
    }

    private static ShareDocument? Share(IEnumerable<JudgedQuestion> answers) => ShareDocument.Of(answers, static answer => answer.Right);
}
