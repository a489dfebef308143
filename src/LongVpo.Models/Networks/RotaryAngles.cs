using LongVpo.Models.Checkpoints;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Networks;

/// <summary>
/// Says by which angles a token's queries and keys are rotated, which is how the decoder knows where a token stands (Su et al. 2021). Past the length a model was trained on the angles are
/// stretched as its config says; dynamic scaling does so by how long the whole text is, so every token of a prompt must be told that length, however the prompt is cut into steps.
/// Angles are single precision like those the public models were trained with.
/// </summary>
public sealed class RotaryAngles
{
    private readonly int _width;
    private readonly RopeConfig _rope;
    private readonly float[] _plain;
    private readonly float _length;

    /// <param name="width">Channels of one head, even.</param>
    /// <param name="rope">Base and scaling.</param>
    public RotaryAngles(int width, RopeConfig rope)
    {
        (_width, _rope) = (width, rope);
        _plain = Frequencies(Base(0));
        _length = rope.Scaling is { Kind: RopeKind.Yarn } yarn ? (float)(yarn.Length ?? (yarn.Factor > 1 ? (0.1 * Math.Log(yarn.Factor)) + 1 : 1)) : 1;
    }

    /// <summary>Whether two texts of these lengths are rotated alike, so that keys of the one serve the other.</summary>
    public bool Alike(int length, int other) => Base(length).Equals(Base(other));

    /// <summary>The base of the frequencies for a text of this length.</summary>
    public double Base(int length)
    {
        var power = _width / (double)(_width - 2);
        return _rope.Scaling switch
        {
            { Kind: RopeKind.Ntk } ntk => _rope.Theta * Math.Pow(ntk.Factor, power),
            { Kind: RopeKind.Dynamic } dynamic when length > dynamic.Trained => _rope.Theta * Math.Pow((dynamic.Factor * length / dynamic.Trained) - (dynamic.Factor - 1), power),
            _ => _rope.Theta,
        };
    }

    /// <summary>Cosines and sines [T, width/2] of tokens at these positions of texts of these lengths.</summary>
    public (Tensor Cosines, Tensor Sines) At(ITensorEngine engine, ReadOnlySpan<int> positions, ReadOnlySpan<int> lengths)
    {
        var half = _width / 2;
        var cosines = new float[positions.Length * half];
        var sines = new float[cosines.Length];
        var plain = Base(0);
        var (frequencies, of) = (_plain, plain);
        for (var token = 0; token < positions.Length; token++)
        {
            var wanted = Base(lengths[token]);
            if (!wanted.Equals(of)) (frequencies, of) = (wanted.Equals(plain) ? _plain : Frequencies(wanted), wanted);
            for (var pair = 0; pair < half; pair++)
            {
                var (sine, cosine) = MathF.SinCos(positions[token] * frequencies[pair]);
                (sines[(token * half) + pair], cosines[(token * half) + pair]) = (sine * _length, cosine * _length);
            }
        }

        return (engine.From(cosines, positions.Length, half), engine.From(sines, positions.Length, half));
    }

    private float[] Frequencies(double theta)
    {
        var frequencies = new float[_width / 2];
        for (var pair = 0; pair < frequencies.Length; pair++) frequencies[pair] = (float)(Math.Pow(theta, -2.0 * pair / _width) * Share(pair));
        return frequencies;
    }

    /// <summary>What is left of a frequency when slow ones are interpolated.</summary>
    private double Share(int pair)
    {
        if (_rope.Scaling is not { Kind: RopeKind.Linear or RopeKind.Yarn } scaling) return 1;
        if (scaling.Kind == RopeKind.Linear) return 1 / scaling.Factor;
        // The public implementation lets the blend begin and end at whole pairs, and so must whoever runs models that were tuned with it.
        var fast = Math.Max(0, Math.Floor(PairOf(scaling.FastTurns, scaling.Trained)));
        var slow = Math.Min(_width - 1, Math.Ceiling(PairOf(scaling.SlowTurns, scaling.Trained)));
        var interpolated = Math.Clamp((pair - fast) / (slow.Equals(fast) ? 0.001 : slow - fast), 0, 1);
        return (interpolated / scaling.Factor) + 1 - interpolated;
    }

    /// <summary>The pair, in general between two, that makes so many turns in a text of the trained length.</summary>
    private double PairOf(double turns, int trained) => _width * Math.Log(trained / (turns * 2 * Math.PI)) / (2 * Math.Log(_rope.Theta));
}
