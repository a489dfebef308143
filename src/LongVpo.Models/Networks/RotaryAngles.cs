using LongVpo.Models.Tensors;

namespace LongVpo.Models.Networks;

/// <summary>
/// Says by which angles a token's queries and keys are rotated, which is how the decoder knows where a token stands (Su et al. 2021). Past the length a model was trained on, dynamic
/// scaling stretches the angles by how long the whole text is, so every token of a prompt must be told that length, however the prompt is cut into steps.
/// Angles are single precision like those the public models were trained with.
/// </summary>
/// <param name="width">Channels of one head, even.</param>
/// <param name="theta">Base of the frequencies.</param>
/// <param name="trained">Positions up to which nothing is scaled.</param>
/// <param name="factor">Strength of the dynamic scaling beyond it; 0 means that there is none.</param>
public sealed class RotaryAngles(int width, double theta, int trained, double factor)
{
    private readonly float[] _unscaled = Frequencies(width, theta);

    /// <summary>Whether two texts of these lengths are rotated alike, so that keys of the one serve the other.</summary>
    public bool Alike(int length, int other) => Base(length).Equals(Base(other));

    /// <summary>The base of the frequencies for a text of this length.</summary>
    public double Base(int length)
    {
        if (factor <= 0 || length <= trained) return theta;
        return theta * Math.Pow((factor * length / trained) - (factor - 1), width / (double)(width - 2));
    }

    /// <summary>Cosines and sines [T, width/2] of tokens at these positions of texts of these lengths.</summary>
    public (Tensor Cosines, Tensor Sines) At(ITensorEngine engine, ReadOnlySpan<int> positions, ReadOnlySpan<int> lengths)
    {
        var half = width / 2;
        var cosines = new float[positions.Length * half];
        var sines = new float[cosines.Length];
        var (frequencies, of) = (_unscaled, theta);
        for (var token = 0; token < positions.Length; token++)
        {
            var wanted = Base(lengths[token]);
            if (!wanted.Equals(of)) (frequencies, of) = (wanted.Equals(theta) ? _unscaled : Frequencies(width, wanted), wanted);
            for (var pair = 0; pair < half; pair++)
                (sines[(token * half) + pair], cosines[(token * half) + pair]) = MathF.SinCos(positions[token] * frequencies[pair]);
        }

        return (engine.From(cosines, positions.Length, half), engine.From(sines, positions.Length, half));
    }

    private static float[] Frequencies(int width, double theta)
    {
        var frequencies = new float[width / 2];
        for (var pair = 0; pair < frequencies.Length; pair++) frequencies[pair] = (float)Math.Pow(theta, -2.0 * pair / width);
        return frequencies;
    }
}
