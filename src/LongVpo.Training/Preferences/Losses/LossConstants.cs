namespace LongVpo.Training.Preferences.Losses;

/// <summary>The numbers in a loss's formula.</summary>
/// <param name="Beta">How closely the policy is held to the reference: large is close. What matters is beta times |z|: 0.01 suits answers of a hundred tokens, 0.1 to 0.5 those of a few. 0.1 is what DPO's authors use.</param>
/// <param name="Smoothing">Share of pairs taken to be labelled the wrong way round, from 0 to below 0.5; read by the smoothed and the robust loss only.</param>
/// <param name="Gamma">The margin that SimPO asks for; 0.5 is its usual default.</param>
/// <param name="Offset">BCO's running mean of rewards (<see cref="BcoOffset"/>); 0 is the simple form.</param>
public sealed record LossConstants(double Beta = 0.1, double Smoothing = 0, double Gamma = 0.5, double Offset = 0)
{
    /// <summary>Refuses constants that make no loss.</summary>
    /// <exception cref="ArgumentException">Says which one.</exception>
    public void Validate()
    {
        if (!(Beta > 0) || !double.IsFinite(Beta)) throw new ArgumentException($"Beta must be a number above 0, not {Beta}.");
        if (!(Smoothing is >= 0 and < 0.5)) throw new ArgumentException($"Label smoothing must be from 0 to below 0.5, not {Smoothing}.");
        if (!double.IsFinite(Gamma) || !double.IsFinite(Offset)) throw new ArgumentException($"Gamma and the offset must be finite numbers, not {Gamma} and {Offset}.");
    }
}
