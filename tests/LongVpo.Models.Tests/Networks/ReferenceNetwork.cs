using LongVpo.Models.Checkpoints;

namespace LongVpo.Models.Tests.Networks;

/// <summary>
/// The same network written down a second time, straight from its description, in double precision and without any of the product's code, so that a bare clone can tell whether the
/// product calculates rightly. It knows one picture size, one sequence and no cache.
/// </summary>
internal sealed class ReferenceNetwork(InternConfig config, Func<string, float[]> read)
{
    private readonly Dictionary<string, double[]> _weights = [];

    /// <summary>Scores [T][V] of a text in which pictures stand at the places of the image token.</summary>
    public double[][] Scores(int[] ids, int imageToken, IReadOnlyList<float[]> pictures, int side)
    {
        var visual = new Queue<double[]>(pictures.SelectMany(picture => Look(picture, side)));
        var table = W("text.embeddings.weight");
        var width = config.Text.Hidden;
        var x = ids.Select(id => id == imageToken && pictures.Count > 0 ? visual.Dequeue() : table[(id * width)..((id + 1) * width)]).ToArray();
        for (var layer = 0; layer < config.Text.Layers; layer++) x = Layer(x, $"text.layers.{layer}", ids.Length);
        x = [.. x.Select(row => Rms(row, W("text.norm.weight"), config.Text.NormEpsilon))];
        return [.. x.Select(row => Product(row, "text.head"))];
    }

    /// <summary>Visual tokens of one normalised picture [3, side, side].</summary>
    public double[][] Look(float[] picture, int side)
    {
        var (vision, patch) = (config.Vision, config.Vision.PatchSize);
        var grid = side / patch;
        var positions = W("vision.positions");
        var places = new List<double[]> { W("vision.class") };
        for (var row = 0; row < grid; row++)
            for (var column = 0; column < grid; column++)
            {
                var pixels = new double[3 * patch * patch];
                for (var i = 0; i < pixels.Length; i++)
                {
                    var (channel, dy, dx) = (i / (patch * patch), i / patch % patch, i % patch);
                    pixels[i] = picture[(channel * side * side) + (((row * patch) + dy) * side) + (column * patch) + dx];
                }

                places.Add(Product(pixels, "vision.patch"));
            }

        var x = places.Select((place, i) => place.Select((value, c) => value + positions[(i * vision.Hidden) + c]).ToArray()).ToArray();
        for (var layer = 0; layer < vision.Layers; layer++) x = Block(x, $"vision.layers.{layer}");
        if (vision.FinalNorm) x = [.. x.Select(row => LayerNorm(row, "vision.norm", vision.NormEpsilon))];
        var tokens = new List<double[]>();
        for (var row = 0; row < grid; row += 2)
            for (var column = 0; column < grid; column += 2)
            {
                double[] joined = [.. At(row, column), .. At(row, column + 1), .. At(row + 1, column), .. At(row + 1, column + 1)];
                var first = Product(LayerNorm(joined, "projector.norm", 1e-5), "projector.linear1");
                tokens.Add(Product([.. first.Select(Gelu)], "projector.linear2"));
            }

        return [.. tokens];

        double[] At(int row, int column) => x[1 + (row * grid) + column];
    }

    private double[][] Block(double[][] x, string name)
    {
        var vision = config.Vision;
        double[] Normal(double[] row, string norm) =>
            vision.Norm == VisionNorm.RmsNorm ? Rms(row, W($"{name}.{norm}.weight"), vision.NormEpsilon) : LayerNorm(row, $"{name}.{norm}", vision.NormEpsilon);

        var normed = x.Select(row => Normal(row, "norm1")).ToArray();
        var q = normed.Select(row => Product(row, $"{name}.attention.q")).ToArray();
        var k = normed.Select(row => Product(row, $"{name}.attention.k")).ToArray();
        var v = normed.Select(row => Product(row, $"{name}.attention.v")).ToArray();
        if (vision.QueryKeyNorm)
        {
            q = [.. q.Select(row => Rms(row, W($"{name}.attention.q_norm.weight"), vision.NormEpsilon))];
            k = [.. k.Select(row => Rms(row, W($"{name}.attention.k_norm.weight"), vision.NormEpsilon))];
        }

        var attended = Attend(q, k, v, vision.Heads, vision.Heads, vision.HeadWidth, causal: false).Select(row => Product(row, $"{name}.attention.out"));
        x = [.. x.Zip(attended, (row, branch) => Mix(row, branch, W($"{name}.scale1")))];
        return [.. x.Select(row =>
        {
            var inner = Product(Normal(row, "norm2"), $"{name}.mlp.fc1").Select(Gelu).ToArray();
            return Mix(row, Product(inner, $"{name}.mlp.fc2"), W($"{name}.scale2"));
        })];
    }

    private double[][] Layer(double[][] x, string name, int length)
    {
        var text = config.Text;
        var normed = x.Select(row => Rms(row, W($"{name}.norm1.weight"), text.NormEpsilon)).ToArray();
        var q = normed.Select((row, at) => Rotated(Product(row, $"{name}.attention.q"), $"{name}.attention.q_norm.weight", at, length)).ToArray();
        var k = normed.Select((row, at) => Rotated(Product(row, $"{name}.attention.k"), $"{name}.attention.k_norm.weight", at, length)).ToArray();
        var v = normed.Select(row => Product(row, $"{name}.attention.v")).ToArray();
        var attended = Attend(q, k, v, text.Heads, text.KeyHeads, text.HeadWidth, causal: true).Select(row => Product(row, $"{name}.attention.out"));
        x = [.. x.Zip(attended, (row, branch) => Mix(row, branch, null))];
        return [.. x.Select(row =>
        {
            var inner = Rms(row, W($"{name}.norm2.weight"), text.NormEpsilon);
            var gated = Product(inner, $"{name}.mlp.gate").Zip(Product(inner, $"{name}.mlp.up"), (gate, up) => gate / (1 + Math.Exp(-gate)) * up).ToArray();
            return Mix(row, Product(gated, $"{name}.mlp.down"), null);
        })];
    }

    private double[] Rotated(double[] row, string norm, int position, int length)
    {
        var (text, width) = (config.Text, config.Text.HeadWidth);
        var longer = text.Rope.Scaling is { Kind: RopeKind.Yarn } yarn ? 1 + (Math.Log(yarn.Factor) / 10) : 1;
        var result = new double[row.Length];
        for (var head = 0; head < row.Length / width; head++)
        {
            var piece = row[(head * width)..((head + 1) * width)];
            if (text.HeadNorms) piece = Rms(piece, W(norm), text.NormEpsilon);
            for (var d = 0; d < width; d++)
            {
                var angle = position * Frequency(text.Rope, width, d % (width / 2), length);
                var other = d < width / 2 ? -piece[d + (width / 2)] : piece[d - (width / 2)];
                result[(head * width) + d] = longer * ((piece[d] * Math.Cos(angle)) + (other * Math.Sin(angle)));
            }
        }

        return result;
    }

    private static double Frequency(RopeConfig rope, int width, int pair, int length)
    {
        var plain = 1 / Math.Pow(rope.Theta, 2.0 * pair / width);
        if (rope.Scaling is not { } scaling) return plain;
        double Grown(double by) => 1 / Math.Pow(rope.Theta * Math.Pow(by, width / (width - 2.0)), 2.0 * pair / width);
        double At(double turns) => width / 2.0 * Math.Log(scaling.Trained / turns / 2 / Math.PI, rope.Theta);
        switch (scaling.Kind)
        {
            case RopeKind.Linear: return plain / scaling.Factor;
            case RopeKind.Ntk: return Grown(scaling.Factor);
            case RopeKind.Dynamic: return length <= scaling.Trained ? plain : Grown((scaling.Factor * length / scaling.Trained) - scaling.Factor + 1);
        }

        var (first, last) = (Math.Max(Math.Floor(At(scaling.FastTurns)), 0), Math.Ceiling(At(scaling.SlowTurns)));
        return pair <= first ? plain : pair >= last ? plain / scaling.Factor : plain * (1 - ((pair - first) / (last - first) * (1 - (1 / scaling.Factor))));
    }

    private static double[][] Attend(double[][] q, double[][] k, double[][] v, int heads, int keyHeads, int width, bool causal) =>
        [.. q.Select((row, at) =>
        {
            var result = new double[heads * width];
            var seen = causal ? at + 1 : k.Length;
            for (var head = 0; head < heads; head++)
            {
                var (own, kept) = (head * width, head / (heads / keyHeads) * width);
                var scores = Enumerable.Range(0, seen).Select(j => Enumerable.Range(0, width).Sum(d => row[own + d] * k[j][kept + d]) / Math.Sqrt(width)).ToArray();
                var best = scores.Max();
                var weights = scores.Select(score => Math.Exp(score - best)).ToArray();
                var total = weights.Sum();
                for (var j = 0; j < seen; j++)
                    for (var d = 0; d < width; d++) result[own + d] += weights[j] / total * v[j][kept + d];
            }

            return result;
        })];

    private double[] Product(double[] x, string name)
    {
        var weight = name == "text.head" && !Has("text.head.weight") ? W("text.embeddings.weight") : W($"{name}.weight");
        var bias = Has($"{name}.bias") ? W($"{name}.bias") : null;
        var result = new double[weight.Length / x.Length];
        for (var o = 0; o < result.Length; o++)
        {
            var sum = bias?[o] ?? 0;
            for (var i = 0; i < x.Length; i++) sum += x[i] * weight[(o * x.Length) + i];
            result[o] = sum;
        }

        return result;
    }

    private double[] LayerNorm(double[] x, string name, double epsilon)
    {
        var (mean, weight, bias) = (x.Average(), W($"{name}.weight"), W($"{name}.bias"));
        var root = Math.Sqrt(x.Average(value => (value - mean) * (value - mean)) + epsilon);
        return [.. x.Select((value, i) => ((value - mean) / root * weight[i]) + bias[i])];
    }

    private static double[] Rms(double[] x, double[] weight, double epsilon)
    {
        var root = Math.Sqrt(x.Average(value => value * value) + epsilon);
        return [.. x.Select((value, i) => value / root * weight[i])];
    }

    private static double[] Mix(double[] x, double[] branch, double[]? scale) => [.. x.Select((value, i) => value + ((scale?[i] ?? 1) * branch[i]))];

    /// <summary>x times the normal distribution's share below x, by Simpson's rule, which needs no constants that could be mistyped.</summary>
    private static double Gelu(double x)
    {
        const int Steps = 400;
        var h = x / Steps;
        var sum = 0.0;
        for (var i = 0; i <= Steps; i++)
            sum += (i is 0 or Steps ? 1 : i % 2 == 1 ? 4 : 2) * Math.Exp(-(i * h) * (i * h) / 2);
        return x * (0.5 + (sum * h / 3 / Math.Sqrt(2 * Math.PI)));
    }

    private bool Has(string name) => WeightLayout.Of(config).Any(weight => weight.Name == name) && !(name == WeightLayout.Head && config.MayTieHead);

    private double[] W(string name)
    {
        if (!_weights.TryGetValue(name, out var values)) _weights[name] = values = [.. read(name).Select(value => (double)value)];
        return values;
    }
}
