using System.Numerics.Tensors;
using LongVpo.Core.Models;

namespace LongVpo.Models.Generation;

/// <summary>
/// Chooses the next token from a network's scores. The choice depends on the settings, the text so far and the token's number only, never on what else is calculated meanwhile:
/// the same request with the same seed gives the same text in any batch, and again after a restart.
/// </summary>
public sealed class TokenSampler
{
    /// <summary>Below this exponent a token's chance is under 1e-13 of the likeliest one's, less than single precision tells from nothing; such tokens are never drawn.</summary>
    private const float Unlikely = -30f;

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
        var scale = 1.0 / _rule.Temperature;
        var best = TensorPrimitives.Max(scores);
        var candidates = new List<(double Weight, int Token)>();
        for (var token = 0; token < scores.Length; token++)
        {
            var exponent = (scores[token] - best) * scale;
            if (exponent >= Unlikely) candidates.Add((Math.Exp(exponent), token));
        }

        candidates.Sort(static (a, b) => a.Weight != b.Weight ? b.Weight.CompareTo(a.Weight) : a.Token.CompareTo(b.Token));
        if (_rule.TopK > 0 && candidates.Count > _rule.TopK) candidates.RemoveRange(_rule.TopK, candidates.Count - _rule.TopK);
        var total = candidates.Sum(static candidate => candidate.Weight);
        if (_rule.TopP < 1) total = Nucleus(candidates, _rule.TopP * total);
        var left = Chance((ulong)(_rule.Seed ?? 0), index) * total;
        foreach (var (weight, token) in candidates)
        {
            left -= weight;
            if (left < 0) return token;
        }

        return candidates[^1].Token;
    }

    /// <summary>Keeps the likeliest tokens up to and with the one that reaches this mass (Holtzman et al. 2020), and returns their mass.</summary>
    private static double Nucleus(List<(double Weight, int Token)> candidates, double mass)
    {
        var sum = 0.0;
        for (var i = 0; i < candidates.Count; i++)
        {
            sum += candidates[i].Weight;
            if (sum < mass) continue;
            candidates.RemoveRange(i + 1, candidates.Count - i - 1);
            break;
        }

        return sum;
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
