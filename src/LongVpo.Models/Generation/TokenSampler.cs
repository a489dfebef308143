using System.Numerics.Tensors;
using LongVpo.Core.Models;

namespace LongVpo.Models.Generation;

/// <summary>
/// Chooses the next token from a network's scores. The choice depends on the settings, the text so far and the token's number only, never on what else is calculated meanwhile:
/// the same request with the same seed gives the same text in any batch, and again after a restart.
/// </summary>
public sealed class TokenSampler
{
    /// <summary>Weights from which tokens are looked at for the likeliest, in turns: sorting the first hundreds of 150,000 is enough nearly always.</summary>
    private static readonly float[] Floors = [1e-2f, 1e-4f, 1e-8f, 0];

    private readonly GenerationSettings _rule;
    private readonly HashSet<int> _seen;

    /// <param name="rule">How to choose.</param>
    /// <param name="seen">Tokens that count as repeated when they come again: the prompt's.</param>
    public TokenSampler(GenerationSettings rule, IEnumerable<int> seen)
    {
        _rule = rule;
        _seen = rule.RepetitionPenalty.Equals(1.0) ? [] : [.. seen];
    }

    /// <summary>Whether the choice is the place of the largest score, which an engine finds without handing all scores out.</summary>
    public bool IsLargest => _rule.Temperature <= 0 && _rule.RepetitionPenalty.Equals(1.0);

    /// <summary>Chooses token number <paramref name="index"/> of the answer. The scores are changed on the way.</summary>
    public int Choose(Span<float> scores, int index)
    {
        Penalise(scores);
        var chosen = _rule.Temperature <= 0 ? TensorPrimitives.IndexOfMax(scores) : Draw(scores, index);
        if (!_rule.RepetitionPenalty.Equals(1.0)) _seen.Add(chosen);
        return chosen;
    }

    /// <summary>Makes what was there already less likely: positive scores are divided, negative ones multiplied (Keskar et al. 2019).</summary>
    private void Penalise(Span<float> scores)
    {
        var penalty = (float)_rule.RepetitionPenalty;
        foreach (var token in _seen)
            if ((uint)token < (uint)scores.Length) scores[token] = scores[token] > 0 ? scores[token] / penalty : scores[token] * penalty;
    }

    private int Draw(Span<float> scores, int index)
    {
        TensorPrimitives.Subtract(scores, TensorPrimitives.Max<float>(scores), scores);
        TensorPrimitives.Multiply(scores, (float)(1 / _rule.Temperature), scores);
        TensorPrimitives.Exp(scores, scores);
        var total = 0.0;
        foreach (var weight in scores) total += weight;
        if (_rule.TopK > 0 || _rule.TopP < 1) total = KeepLikeliest(scores, total);
        var left = Chance((ulong)(_rule.Seed ?? 0), index) * total;
        var last = 0;
        for (var token = 0; token < scores.Length; token++)
        {
            if (scores[token] <= 0) continue;
            last = token;
            left -= scores[token];
            if (left < 0) break;
        }

        return last;
    }

    /// <summary>
    /// Sets all weights to 0 but those of the <see cref="GenerationSettings.TopK"/> likeliest tokens, and of these all but the likeliest up to and with the one that reaches the mass
    /// <see cref="GenerationSettings.TopP"/> (Holtzman et al. 2020). Returns the mass that is left.
    /// </summary>
    private double KeepLikeliest(Span<float> weights, double total)
    {
        var likeliest = Likeliest(weights, total);
        if (_rule.TopK > 0)
        {
            if (likeliest.Count > _rule.TopK) likeliest.RemoveRange(_rule.TopK, likeliest.Count - _rule.TopK);
            total = likeliest.Sum(static one => (double)one.Weight);
        }

        weights.Clear();
        var sum = 0.0;
        foreach (var (weight, token) in likeliest)
        {
            weights[token] = weight;
            sum += weight;
            if (sum >= _rule.TopP * total) break;
        }

        return sum;
    }

    /// <summary>The likeliest tokens, best first and the lower id first of equals: at least as many as the rule can keep.</summary>
    private List<(float Weight, int Token)> Likeliest(ReadOnlySpan<float> weights, double total)
    {
        var found = new List<(float Weight, int Token)>();
        foreach (var floor in Floors)
        {
            found.Clear();
            var mass = 0.0;
            for (var token = 0; token < weights.Length; token++)
            {
                if (weights[token] < floor) continue;
                found.Add((weights[token], token));
                mass += weights[token];
            }

            if (_rule.TopK > 0 ? found.Count >= _rule.TopK : mass >= _rule.TopP * total) break;
        }

        found.Sort(static (a, b) => a.Weight != b.Weight ? b.Weight.CompareTo(a.Weight) : a.Token.CompareTo(b.Token));
        return found;
    }

    /// <summary>A number in [0, 1) made of the seed and the token's number (SplitMix64, Steele et al. 2014).</summary>
    private static double Chance(ulong seed, int index)
    {
        var mixed = seed + (0x9E3779B97F4A7C15UL * ((ulong)index + 1));
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
