using System.Collections.Immutable;

namespace LongVpo.Training.Evaluation;

/// <summary>One cell of a needle map.</summary>
/// <param name="Frames">Frames shown.</param>
/// <param name="Depth">Where the needle stands, 0 for the beginning and 1 for the end.</param>
/// <param name="Questions">Questions asked.</param>
/// <param name="Accuracy">Share of right choices.</param>
/// <param name="Ci">Its 95 % confidence interval.</param>
/// <param name="Greedy">Share of questions whose answer would have been written word by word, which is what other needle maps show.</param>
public sealed record NeedleCell(int Frames, double Depth, int Questions, double Accuracy, ImmutableArray<double> Ci, double Greedy);
