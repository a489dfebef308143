namespace LongVpo.Training.Preferences.Losses;

/// <summary>Corrections that look at single tokens: less weight for what a longer response says beyond the length of the shorter one, and for pairs the policy would not write itself.</summary>
public static class TokenWeights
{
    /// <summary>LD-DPO: the log-probability of a response with the part beyond the pair's common length scaled down.</summary>
    /// <param name="tokens">Log-probability of each scored token.</param>
    /// <param name="common">Token count of the shorter response of the pair.</param>
    /// <param name="tail">What a token beyond it counts, from 0 (not at all) to 1 (plain DPO).</param>
    /// <exception cref="ArgumentException">There is no token, no common length, or the weight is out of its range.</exception>
    public static double LengthDesensitised(ReadOnlySpan<double> tokens, int common, double tail)
    {
        if (tokens.IsEmpty || common < 1) throw new ArgumentException($"A response of {tokens.Length} tokens has no common length of {common}.");
        if (!(tail is >= 0 and <= 1)) throw new ArgumentException($"The weight of a response's tail must be from 0 to 1, not {tail}.");
        var sum = 0.0;
        for (var i = 0; i < tokens.Length; i++) sum += i < common ? tokens[i] : tail * tokens[i];
        return sum;
    }

    /// <summary>WPO: how likely the policy would have written both responses, per token and against how sure it usually is there; a weight for <see cref="PairScores.Weight"/>.</summary>
    /// <param name="chosen">Log-probability of each scored token of the preferred response.</param>
    /// <param name="chosenSureness">At each of them, the logarithm of the sum of squared probabilities over the vocabulary.</param>
    /// <param name="rejected">The same of the dispreferred response.</param>
    /// <param name="rejectedSureness">The same of the dispreferred response.</param>
    /// <exception cref="ArgumentException">The counts do not agree, or there is no token.</exception>
    public static double Wpo(ReadOnlySpan<double> chosen, ReadOnlySpan<double> chosenSureness, ReadOnlySpan<double> rejected, ReadOnlySpan<double> rejectedSureness) =>
        Math.Min(1, Math.Exp(Mean(chosen, chosenSureness) + Mean(rejected, rejectedSureness)));

    private static double Mean(ReadOnlySpan<double> tokens, ReadOnlySpan<double> sureness)
    {
        if (tokens.IsEmpty || tokens.Length != sureness.Length) throw new ArgumentException($"{tokens.Length} tokens were given with {sureness.Length} numbers of how sure the policy is.");
        var sum = 0.0;
        for (var i = 0; i < tokens.Length; i++) sum += tokens[i] - sureness[i];
        return sum / tokens.Length;
    }
}
