using System.Globalization;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Training;

namespace LongVpo.Training.Sft;

/// <summary>
/// The weights that training begins with: normal numbers whose spread keeps what passes a layer at its size, branches that add to the stream smaller the more of them there are. Each weight
/// depends on the seed and its name only. In the later half of the decoder the last key head asks for what is like the token itself: its queries begin equal to its keys (as in Trockman and
/// Kolter 2023, "Mimetic initialization of self-attention layers"), because without that a network of this size sees long before it looks anything up.
/// </summary>
public sealed class FreshWeights(InternConfig config, long seed)
{
    /// <summary>Tokens over which likeness should hold: channels that turn by more than a radian on the way begin small.</summary>
    private const double Reach = 256;
    private const double Turning = 0.3;
    private const double Still = 1.5;

    private readonly Dictionary<string, WeightShape> _shapes = WeightLayout.Of(config).ToDictionary(weight => weight.Name, StringComparer.Ordinal);

    /// <summary>The numbers of a weight by its canonical name.</summary>
    public float[] Read(string name)
    {
        var shape = _shapes[name].Shape;
        var numbers = new float[shape.Aggregate(1, (product, extent) => product * extent)];
        var (middle, spread) = Range(name, shape[^1]);
        Fill(numbers, name, middle, spread);
        if (LikenessHead(name) is { } head) Match(numbers, name, head);
        return numbers;
    }

    /// <summary>Where the rows of the head that looks for likeness begin, and how many heads share it; null for all other weights.</summary>
    private (int Row, int Heads)? LikenessHead(string name)
    {
        var (text, parts) = (config.Text, name.Split('.'));
        if (parts is not ["text", "layers", _, "attention", "q" or "k", "weight"] || text.KeyHeads < 2) return null;
        if (int.Parse(parts[2], CultureInfo.InvariantCulture) < text.Layers / 2) return null;
        var shared = parts[4] == "q" ? text.Heads / text.KeyHeads : 1;
        return (((parts[4] == "q" ? text.Heads : text.KeyHeads) - shared) * text.HeadWidth, shared);
    }

    private void Match(float[] numbers, string name, (int Row, int Heads) head)
    {
        var (text, pairs) = (config.Text, config.Text.HeadWidth / 2);
        var rows = new float[text.HeadWidth * text.Hidden];
        Fill(rows, name.Replace(".q.", ".likeness.", StringComparison.Ordinal).Replace(".k.", ".likeness.", StringComparison.Ordinal), 0, 1 / Math.Sqrt(text.Hidden));
        for (var channel = 0; channel < text.HeadWidth; channel++)
        {
            var turns = Math.Pow(text.Rope.Theta, -(double)(channel % pairs) / pairs) * Reach > 1;
            for (var i = 0; i < text.Hidden; i++) rows[(channel * text.Hidden) + i] *= (float)(turns ? Turning : Still);
        }

        for (var copy = 0; copy < head.Heads; copy++) rows.CopyTo(numbers, ((copy * text.HeadWidth) + head.Row) * text.Hidden);
    }

    private void Fill(float[] numbers, string name, double middle, double spread)
    {
        var random = new SplitMix(name.Aggregate((ulong)seed, (hash, letter) => new SplitMix(hash ^ letter).Next()));
        for (var i = 0; i < numbers.Length; i++) numbers[i] = (float)(middle + (spread * (spread > 0 ? Normal(random) : 0)));
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
