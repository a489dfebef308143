namespace LongVpo.Training.Preferences.Stage1;

/// <summary>How far a run is.</summary>
/// <param name="Attempts">Made so far, over all its lives.</param>
/// <param name="Pairs">Pairs there are.</param>
/// <param name="Wanted">Pairs there shall be.</param>
public readonly record struct Stage1Progress(long Attempts, long Pairs, long Wanted);
