using System.Collections.Immutable;
using LongVpo.Core.Models;

namespace LongVpo.Training.Evaluation.Benchmarks;

/// <summary>One published benchmark: how its files are read, how its questions are put, and what its figure is.</summary>
public interface IBenchmark
{
    /// <summary>What a person calls it.</summary>
    string Name { get; }

    /// <summary>What to put into its folder.</summary>
    string Layout { get; }

    /// <summary>Reads the question files of a folder.</summary>
    /// <exception cref="BenchmarkException">There are none, or one is damaged.</exception>
    BenchmarkData Read(string folder);

    /// <summary>A message before the question, or null.</summary>
    string? System { get; }

    /// <summary>The words after the pictures.</summary>
    /// <param name="item">The question.</param>
    /// <param name="subtitles">What is said in the sampled frames; null where it is not to be told.</param>
    string Put(BenchmarkItem item, string? subtitles);

    /// <summary>The benchmark's own figures besides plain accuracy, by the names they are published under.</summary>
    /// <param name="results">Scored questions.</param>
    ImmutableSortedDictionary<string, double> Figures(IReadOnlyCollection<BenchmarkResult> results);
}
