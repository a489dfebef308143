using System.Collections.Immutable;

namespace LongVpo.Training.Evaluation;

/// <summary>Results with the real frames in one part of the footage.</summary>
/// <param name="From">Where the part begins: 0 is furthest from the question, 1 nearest.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Questions">Questions asked.</param>
/// <param name="Accuracy">Share of right choices.</param>
/// <param name="Ci">Its 95 % confidence interval.</param>
public sealed record PlaceDocument(double From, double To, int Questions, double Accuracy, ImmutableArray<double> Ci);
