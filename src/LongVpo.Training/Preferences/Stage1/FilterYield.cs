namespace LongVpo.Training.Preferences.Stage1;

/// <summary>What one filter let through.</summary>
/// <param name="Filter">The reason it rejects with.</param>
/// <param name="Entered">Attempts that came to it.</param>
/// <param name="Rejected">Of these, those it stopped.</param>
public sealed record FilterYield(string Filter, long Entered, long Rejected)
{
    /// <summary>Share that it let through; 1 where nothing came.</summary>
    public double Yield => Entered == 0 ? 1 : 1 - ((double)Rejected / Entered);
}
