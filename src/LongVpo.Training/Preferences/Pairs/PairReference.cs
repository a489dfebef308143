namespace LongVpo.Training.Preferences.Pairs;

/// <summary>The reference's scores of a pair.</summary>
/// <param name="Mode">On what input.</param>
/// <param name="Model">Digest of the weights that scored.</param>
/// <param name="LpChosen">Log-probability of the whole preferred response, natural logarithm.</param>
/// <param name="LpRejected">Of the dispreferred one.</param>
/// <param name="NChosen">Scored tokens of the preferred response, its end included.</param>
/// <param name="NRejected">Of the dispreferred one.</param>
public sealed record PairReference(ReferenceMode Mode, string Model, double LpChosen, double LpRejected, int NChosen, int NRejected);
