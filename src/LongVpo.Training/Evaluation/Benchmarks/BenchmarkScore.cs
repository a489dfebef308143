using System.Collections.Immutable;

namespace LongVpo.Training.Evaluation.Benchmarks;

/// <summary>A benchmark's result: the plain share of right answers with its interval, by group, and everything that was not scored.</summary>
/// <param name="Benchmark">Which one.</param>
/// <param name="Model">Who was asked.</param>
/// <param name="Frames">Frames per question that were wanted.</param>
/// <param name="Sampling">By which rule.</param>
/// <param name="Subtitles">Whether it was told what is said.</param>
/// <param name="Overall">Over all scored questions, each counted once.</param>
/// <param name="Groups">By kind and value of group; a question with two values of a kind counts for both.</param>
/// <param name="Figures">The benchmark's own figures.</param>
/// <param name="Unread">Share of replies that chose no option.</param>
/// <param name="NotScored">Questions that were not scored, by why.</param>
/// <param name="Doubts">Scored questions with something doubtful, by what.</param>
public sealed record BenchmarkScore(
    string Benchmark, string Model, int Frames, FrameSampling Sampling, bool Subtitles, GroupScore Overall, ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, GroupScore>> Groups,
    ImmutableSortedDictionary<string, double> Figures, double Unread, ImmutableSortedDictionary<string, int> NotScored, ImmutableSortedDictionary<string, int> Doubts)
{
    /// <summary>Adds up a run.</summary>
    public static BenchmarkScore Of(IBenchmark benchmark, string model, BenchmarkSettings settings, IReadOnlyCollection<BenchmarkStep> steps)
    {
        ArgumentNullException.ThrowIfNull(benchmark);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(steps);
        var results = steps.Select(step => step.Result).OfType<BenchmarkResult>().ToList();
        var groups = results.SelectMany(result => result.Item.Groups.Distinct().Select(group => (group.Kind, group.Value, Result: result))).GroupBy(one => one.Kind, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(kind => kind.Key, kind => kind.GroupBy(one => one.Value, StringComparer.Ordinal).ToImmutableSortedDictionary(value => value.Key, value => Score([.. value.Select(one => one.Result)], settings.Seed), StringComparer.Ordinal), StringComparer.Ordinal);
        return new BenchmarkScore(
            benchmark.Name, model, settings.Frames, settings.Sampling, settings.Subtitles, Score(results, settings.Seed), groups, benchmark.Figures(results),
            results.Count == 0 ? 0 : results.Average(result => result.Chosen is null ? 1.0 : 0), Count(steps.Select(step => step.Problem).OfType<BenchmarkProblem>()), Count(results.SelectMany(result => result.Problems)));
    }

    private static GroupScore Score(List<BenchmarkResult> results, ulong seed)
    {
        var (low, high) = ClusterBootstrap.Interval(results.Select(result => (result.Item.Video, result.IsRight ? 1.0 : 0)), seed);
        return new GroupScore(results.Count, results.Count == 0 ? 0 : results.Average(result => result.IsRight ? 1.0 : 0), double.IsNaN(low) ? 0 : low, double.IsNaN(high) ? 0 : high);
    }

    private static ImmutableSortedDictionary<string, int> Count(IEnumerable<BenchmarkProblem> problems) =>
        problems.GroupBy(problem => problem.Kind, StringComparer.Ordinal).ToImmutableSortedDictionary(kind => kind.Key, kind => kind.Count(), StringComparer.Ordinal);
}
