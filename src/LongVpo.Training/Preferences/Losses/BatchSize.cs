namespace LongVpo.Training.Preferences.Losses;

/// <summary>What a mean over a batch divides by; known before its parts are calculated one after the other.</summary>
/// <param name="Pairs">Pairs of the batch.</param>
/// <param name="ChosenTokens">Scored tokens of all preferred responses.</param>
public readonly record struct BatchSize(int Pairs, long ChosenTokens)
{
    /// <summary>Of pairs that are all there.</summary>
    public static BatchSize Of(ReadOnlySpan<PairScores> pairs)
    {
        var tokens = 0L;
        foreach (var pair in pairs) tokens += pair.ChosenTokens;
        return new BatchSize(pairs.Length, tokens);
    }
}
