namespace LongVpo.Training.Preferences.Stage1;

/// <summary>A line of the file of reference scores.</summary>
/// <param name="Key">Digest over everything that the score depends on.</param>
/// <param name="Lp">Log-probability of the whole response.</param>
/// <param name="N">Its tokens.</param>
internal sealed record ScoreEntry(string Key, double Lp, int N);
