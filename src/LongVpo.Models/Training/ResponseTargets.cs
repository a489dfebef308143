namespace LongVpo.Models.Training;

/// <summary>
/// Says which token is scored at which row: the row of token t tells the probability of token t+1, so a response's first token is scored at the prompt's last row, and the last
/// row of a sequence scores nothing.
/// </summary>
public static class ResponseTargets
{
    /// <summary>Targets for <see cref="ITrainingEngine.TargetLogProbabilities"/>: a token's id where the next token belongs to a response, else -1.</summary>
    /// <param name="ids">The tokens of all sequences, one behind the other.</param>
    /// <param name="isResponse">Which of them belong to a response, its end token included.</param>
    /// <param name="lengths">How many tokens each sequence has.</param>
    /// <exception cref="ArgumentException">The counts do not agree, or a sequence begins with a response, which nothing could be scored on.</exception>
    public static int[] Of(ReadOnlySpan<int> ids, ReadOnlySpan<bool> isResponse, ReadOnlySpan<int> lengths)
    {
        if (ids.Length != isResponse.Length) throw new ArgumentException($"{ids.Length} tokens were given with marks for {isResponse.Length}.");
        var targets = new int[ids.Length];
        Array.Fill(targets, -1);
        var start = 0;
        foreach (var length in lengths)
        {
            if (length < 1 || start + (long)length > ids.Length) throw new ArgumentException($"The sequences' lengths do not add up to {ids.Length} tokens.");
            if (isResponse[start]) throw new ArgumentException($"The sequence that begins at token {start} begins with its response.");
            for (var t = start + 1; t < start + length; t++)
                if (isResponse[t]) targets[t - 1] = ids[t];
            start += length;
        }
        if (start != ids.Length) throw new ArgumentException($"The sequences' lengths do not add up to {ids.Length} tokens.");
        return targets;
    }
}
