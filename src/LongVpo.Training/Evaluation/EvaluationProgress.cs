namespace LongVpo.Training.Evaluation;

/// <summary>How far a judgement is.</summary>
/// <param name="Done">Questions answered.</param>
/// <param name="All">Questions in all.</param>
public readonly record struct EvaluationProgress(int Done, int All);
