namespace LongVpo.Training.Preferences.Pairs;

/// <summary>A file that a verb wrote.</summary>
/// <param name="File">Where it is.</param>
/// <param name="Pairs">Pairs in it.</param>
public sealed record WrittenFile(string File, int Pairs);
