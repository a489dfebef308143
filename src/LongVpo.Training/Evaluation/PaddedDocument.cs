using System.Collections.Immutable;

namespace LongVpo.Training.Evaluation;

/// <summary>Results with so many frames in all.</summary>
/// <param name="Frames">Frames shown, blanks among them.</param>
/// <param name="Questions">Questions asked.</param>
/// <param name="Accuracy">Share of right choices.</param>
/// <param name="Ci">Its 95 % confidence interval.</param>
/// <param name="Gap">By how much the same questions are answered better without blanks.</param>
/// <param name="GapCi">Its 95 % interval by paired bootstrap over worlds.</param>
public sealed record PaddedDocument(int Frames, int Questions, double Accuracy, ImmutableArray<double> Ci, double Gap, ImmutableArray<double> GapCi);
