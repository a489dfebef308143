namespace LongVpo.Training.Evaluation.Benchmarks;

/// <summary>How far a run is: exactly one of both is there.</summary>
/// <param name="Result">A question that was asked.</param>
/// <param name="Problem">One that could not be.</param>
public sealed record BenchmarkStep(BenchmarkResult? Result, BenchmarkProblem? Problem);
