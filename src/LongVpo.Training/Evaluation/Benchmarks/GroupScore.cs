namespace LongVpo.Training.Evaluation.Benchmarks;

/// <summary>How right a model was in one group of questions.</summary>
/// <param name="Questions">How many were scored.</param>
/// <param name="Accuracy">Share of them that was right.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Its upper end.</param>
public sealed record GroupScore(int Questions, double Accuracy, double Low, double High);
