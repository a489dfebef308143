namespace LongVpo.Training.Preferences.Pairs;

/// <summary>Something about a pair file that should be looked at before training on it.</summary>
/// <param name="Kind">A word that the like are counted by.</param>
/// <param name="Where">The pair or source; null where it is the whole file.</param>
/// <param name="Sentence">What it is, and what to do.</param>
public sealed record PairProblem(string Kind, string? Where, string Sentence);
