namespace LongVpo.Training.Preferences.Losses;

/// <summary>Finds in a pair's tokens the mistakes that no loss can show: it stays finite and falls, only towards something else.</summary>
public static class ResponseAudit
{
    /// <summary>What is wrong with a pair; nothing of a good one.</summary>
    /// <param name="chosen">Prompt and preferred response.</param>
    /// <param name="rejected">Prompt and dispreferred response.</param>
    /// <param name="promptTokens">Tokens of the prompt, as the tokenizer gave them for the prompt alone.</param>
    /// <param name="end">The token that ends a turn.</param>
    /// <param name="visual">Tokens that stand for pictures.</param>
    public static IEnumerable<string> Faults(ResponseTokens chosen, ResponseTokens rejected, int promptTokens, int end, IReadOnlySet<int> visual)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        ArgumentNullException.ThrowIfNull(rejected);
        foreach (var fault in Each(chosen, "preferred", promptTokens, end, visual)) yield return fault;
        foreach (var fault in Each(rejected, "dispreferred", promptTokens, end, visual)) yield return fault;
        if (!chosen.Ids.Take(promptTokens).SequenceEqual(rejected.Ids.Take(promptTokens))) yield return "The two responses were given different prompts, or the prompt was cut differently for them.";
    }

    private static IEnumerable<string> Each(ResponseTokens tokens, string which, int promptTokens, int end, IReadOnlySet<int> visual)
    {
        if (tokens.Ids.Length != tokens.Scored.Length)
        {
            yield return $"The {which} response has {tokens.Ids.Length} tokens and marks for {tokens.Scored.Length}.";
            yield break;
        }

        var places = Enumerable.Range(0, tokens.Ids.Length).Where(i => tokens.Scored[i]).ToList();
        if (places.Count == 0)
        {
            yield return $"The {which} response has no scored token.";
            yield break;
        }

        if (places.Any(i => visual.Contains(tokens.Ids[i]))) yield return $"A token of a picture is scored with the {which} response.";
        if (places[0] < promptTokens) yield return $"The prompt is scored with the {which} response from token {places[0]} on: it begins at {promptTokens}.";
        if (places[0] > promptTokens) yield return $"The {which} response begins at token {promptTokens} and is scored from {places[0]} on: the marks are shifted.";
        if (places[^1] - places[0] + 1 != places.Count) yield return $"The marks of the {which} response have holes.";
        if (tokens.Ids[places[^1]] != end) yield return $"The {which} response is scored without the token that ends its turn: it was cut, or its end was left out.";
    }
}
