using System.Collections.Immutable;

namespace LongVpo.Training.Evaluation.Benchmarks;

/// <summary>Every benchmark there is.</summary>
public static class BenchmarkList
{
    /// <summary>In the order in which help lists them.</summary>
    public static ImmutableArray<IBenchmark> All { get; } = [new LongVideoBench(), new Mlvu(), new VideoMme(), new LvBench(), new MvBench()];

    /// <summary>The benchmark of this name.</summary>
    /// <exception cref="BenchmarkException">There is none; says which ones there are.</exception>
    public static IBenchmark Find(string name) =>
        All.FirstOrDefault(benchmark => benchmark.Name == name) ?? throw new BenchmarkException($"There is no benchmark {name}: take one of {string.Join(", ", All.Select(benchmark => benchmark.Name))}.");
}
