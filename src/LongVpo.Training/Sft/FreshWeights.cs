using LongVpo.Models.Checkpoints;
using LongVpo.Models.Training;

namespace LongVpo.Training.Sft;

/// <summary>
/// The weights that training begins with: normal numbers whose spread keeps what passes a layer at its size, branches that add to the stream smaller the more of them there are. Each weight
/// depends on the seed and its name only.
/// </summary>
public sealed class FreshWeights(InternConfig config, long seed)
{
    private readonly Dictionary<string, WeightShape> _shapes = WeightLayout.Of(config).ToDictionary(weight => weight.Name, StringComparer.Ordinal);

    /// <summary>The numbers of a weight by its canonical name.</summary>
    public float[] Read(string name)
    {
        var shape = _shapes[name].Shape;
        var numbers = new float[shape.Aggregate(1, (product, extent) => product * extent)];
        var (middle, spread) = Range(name, shape[^1]);
        var random = new SplitMix(name.Aggregate((ulong)seed, (hash, letter) => new SplitMix(hash ^ letter).Next()));
        for (var i = 0; i < numbers.Length; i++) numbers[i] = (float)(middle + (spread * (spread > 0 ? Normal(random) : 0)));
        return numbers;
    }

    private (double Middle, double Spread) Range(string name, int inputs)
    {
        var room = name.StartsWith("vision.", StringComparison.Ordinal) ? config.Vision.Layers : config.Text.Layers;
        if (name.EndsWith(".bias", StringComparison.Ordinal)) return (0, 0);
        if (name.Contains("norm", StringComparison.Ordinal) || name.Contains(".scale", StringComparison.Ordinal)) return (1, 0);
        if (name is WeightLayout.Embeddings or WeightLayout.Head) return (0, 0.06);
        if (name is "vision.class" or "vision.positions") return (0, 0.2);
        var even = 1 / Math.Sqrt(inputs);
        // What frames become should be about as large as the embedding of a word.
        if (name == "projector.linear2.weight") return (0, 0.2 * even);
        var isBranch = name.Contains("attention.out", StringComparison.Ordinal) || name.Contains("mlp.down", StringComparison.Ordinal) || name.Contains("mlp.fc2", StringComparison.Ordinal);
        return (0, isBranch ? even / Math.Sqrt(2 * room) : even);
    }

    // Box and Muller's second number is thrown away, which keeps each number a function of its place.
    private static double Normal(SplitMix random) => Math.Sqrt(-2 * Math.Log(1 - random.Share())) * Math.Cos(2 * Math.PI * random.Share());
}
