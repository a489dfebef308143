using System.Collections.Immutable;

namespace LongVpo.Training.Evaluation;

/// <summary>Results about worlds of one length.</summary>
/// <param name="Frames">Frames shown.</param>
/// <param name="Questions">Questions asked; fewer than were wanted where the seeds ran out.</param>
/// <param name="Accuracy">Share of right choices.</param>
/// <param name="Ci">Its 95 % confidence interval.</param>
/// <param name="Retrieval">Share of right choices where one scene answers; null where none was asked.</param>
/// <param name="RetrievalCi">Its interval.</param>
/// <param name="MultiSegment">Share of right choices where several scenes answer; null where none was asked.</param>
/// <param name="MultiSegmentCi">Its interval.</param>
/// <param name="Blind">Share of right choices of the same questions without footage.</param>
/// <param name="BlindCi">Its interval.</param>
/// <param name="Greedy">Share of questions whose answer would have been written word by word.</param>
public sealed record LengthDocument(
    int Frames, int Questions, double Accuracy, ImmutableArray<double> Ci, double? Retrieval, ImmutableArray<double>? RetrievalCi, double? MultiSegment, ImmutableArray<double>? MultiSegmentCi,
    double Blind, ImmutableArray<double> BlindCi, double Greedy);
