namespace LongVpo.Training.Preferences.Stage1.Worlds;

/// <summary>How true pairs of one kind of question are.</summary>
/// <param name="Pairs">How many.</param>
/// <param name="PreferredRight">Share of preferred responses that are right.</param>
/// <param name="DispreferredWrong">Share of dispreferred responses that are wrong.</param>
public sealed record TruthCell(int Pairs, double PreferredRight, double DispreferredWrong);
