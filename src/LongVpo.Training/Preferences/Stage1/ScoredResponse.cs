namespace LongVpo.Training.Preferences.Stage1;

/// <summary>How likely a model holds a response.</summary>
/// <param name="Sum">Natural logarithm of the whole response's probability.</param>
/// <param name="Tokens">Tokens it has, its end included.</param>
public readonly record struct ScoredResponse(double Sum, int Tokens)
{
    /// <summary>The mean per token, by which responses of different length can be compared.</summary>
    public double PerToken => Sum / Tokens;
}
