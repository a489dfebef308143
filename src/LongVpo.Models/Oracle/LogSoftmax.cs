namespace LongVpo.Models.Oracle;

/// <summary>Logarithm of a token's probability in double precision, so that a comparison does not add errors of its own.</summary>
internal static class LogSoftmax
{
    public static double At(ReadOnlySpan<float> scores, int token)
    {
        var best = double.NegativeInfinity;
        foreach (var score in scores) best = Math.Max(best, score);
        var sum = 0.0;
        foreach (var score in scores) sum += Math.Exp(score - best);
        return scores[token] - best - Math.Log(sum);
    }
}
