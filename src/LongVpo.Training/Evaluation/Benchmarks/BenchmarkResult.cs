using System.Collections.Immutable;

namespace LongVpo.Training.Evaluation.Benchmarks;

/// <summary>What became of one question.</summary>
/// <param name="Item">The question.</param>
/// <param name="Reply">What the model said.</param>
/// <param name="Chosen">The option it chose, from 0; null where none could be read.</param>
/// <param name="Counted">The option that counts, which is a drawn one where replies without a choice are drawn for.</param>
/// <param name="Frames">Frames that it was shown.</param>
/// <param name="Problems">What makes the score doubtful, such as fewer frames than asked for.</param>
public sealed record BenchmarkResult(BenchmarkItem Item, string Reply, int? Chosen, int? Counted, int Frames, ImmutableArray<BenchmarkProblem> Problems)
{
    /// <summary>Whether the option that counts is the right one.</summary>
    public bool IsRight => Counted is { } counted && counted == Item.Right;
}
