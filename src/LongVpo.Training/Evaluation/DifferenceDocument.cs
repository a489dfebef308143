using System.Collections.Immutable;

namespace LongVpo.Training.Evaluation;

/// <summary>By how much one model answers more right than another about worlds of one length.</summary>
/// <param name="Frames">Frames shown.</param>
/// <param name="Difference">Share of the first minus share of the second.</param>
/// <param name="Ci">The 95 % interval by paired bootstrap over worlds.</param>
public sealed record DifferenceDocument(int Frames, double Difference, ImmutableArray<double> Ci);
