namespace LongVpo.Training.Preferences.Pairs.Formats;

/// <summary>What was exported.</summary>
/// <param name="File">The data file.</param>
/// <param name="Pairs">Pairs in it.</param>
/// <param name="Missing">Pairs left out because their footage is gone.</param>
/// <param name="Untold">Pairs left out because the format cannot say them.</param>
public sealed record ExportOutcome(string File, int Pairs, int Missing, int Untold);
