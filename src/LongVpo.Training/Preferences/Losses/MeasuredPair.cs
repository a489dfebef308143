namespace LongVpo.Training.Preferences.Losses;

/// <summary>One pair of a step with what metrics are told apart by.</summary>
/// <param name="Scores">What policy and reference think.</param>
/// <param name="Position">Which clip of the composite is the anchor, from 0; null where there is none.</param>
/// <param name="Frames">Frames that the policy saw.</param>
/// <param name="ExactChosen">What the reference thinks of the preferred response on the policy's own input, where that was asked as a probe; null elsewhere.</param>
/// <param name="ExactRejected">The same of the dispreferred response.</param>
public sealed record MeasuredPair(PairScores Scores, int? Position = null, int Frames = 0, double? ExactChosen = null, double? ExactRejected = null);
