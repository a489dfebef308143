using System.Runtime.InteropServices;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Networks;

/// <summary>
/// Makes a network's weights up from a seed, so that its speed and its arithmetic can be looked at without a checkpoint. Every weight depends on the seed and its own name only, and is
/// scaled so that activations stay near 1 and every bias, norm and scale matters.
/// </summary>
/// <param name="config">What the network is made of.</param>
/// <param name="seed">Same seed, same weights, on every machine.</param>
/// <param name="tied">Whether the head is the embedding table.</param>
public sealed class RandomWeights(InternConfig config, ulong seed, bool tied = false) : IWeightSource
{
    private readonly Dictionary<string, WeightShape> _shapes = WeightLayout.Of(config).ToDictionary(static weight => weight.Name, StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool Has(string name) => _shapes.ContainsKey(name) && !(tied && name == WeightLayout.Head);

    /// <inheritdoc/>
    public Tensor Load(ITensorEngine engine, string name, ElementType held) =>
        engine.Weight(MemoryMarshal.AsBytes<float>(Read(name)), ElementType.Float32, held, _shapes[name].Shape.AsSpan());

    /// <summary>The numbers of one weight.</summary>
    /// <exception cref="KeyNotFoundException">There is no such weight.</exception>
    public float[] Read(string name)
    {
        var shape = _shapes[name].Shape;
        var values = new float[shape.Aggregate(1L, static (product, extent) => product * extent)];
        var (middle, spread) = Range(name, shape[^1], shape.Length);
        var state = name.Aggregate(seed ^ 0xCBF29CE484222325UL, static (hash, letter) => (hash ^ letter) * 0x100000001B3UL);
        for (var i = 0; i < values.Length; i++)
        {
            state += 0x9E3779B97F4A7C15UL;
            var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9UL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
            values[i] = middle + (spread * ((((mixed ^ (mixed >> 31)) >> 40) / (float)(1 << 23)) - 1));
        }

        return values;
    }

    private static (float Middle, float Spread) Range(string name, int width, int rank)
    {
        if (name == WeightLayout.Embeddings || name.StartsWith("vision.class", StringComparison.Ordinal) || name.StartsWith("vision.positions", StringComparison.Ordinal)) return (0, 1.5f);
        if (rank == 2) return (0, MathF.Sqrt(3f / width));
        if (name.EndsWith(".bias", StringComparison.Ordinal)) return (0, 0.2f);
        return name.Contains(".scale", StringComparison.Ordinal) ? (0.6f, 0.2f) : (1, 0.3f);
    }
}
