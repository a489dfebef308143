using LongVpo.Models.Tensors;

namespace LongVpo.Models.Tests.Tensors;

/// <summary>The plain formulas in double precision that engines are measured by; written to be read, not to be fast.</summary>
internal static class Exact
{
    public static double[] Linear(float[] x, float[] weight, float[]? bias, int rows, int inputs, int outputs)
    {
        var y = new double[rows * outputs];
        for (var row = 0; row < rows; row++)
        {
            for (var output = 0; output < outputs; output++)
            {
                var sum = bias is null ? 0.0 : bias[output];
                for (var k = 0; k < inputs; k++) sum += (double)x[(row * inputs) + k] * weight[(output * inputs) + k];
                y[(row * outputs) + output] = sum;
            }
        }

        return y;
    }

    public static double[] Rows(float[] x, int width, Func<double[], double[]> row) =>
        [.. x.Chunk(width).SelectMany(numbers => row([.. numbers.Select(n => (double)n)]))];

    public static double[] LayerNorm(double[] x, float[] weight, float[] bias, double epsilon)
    {
        var mean = x.Average();
        var variance = x.Sum(n => (n - mean) * (n - mean)) / x.Length;
        return [.. x.Select((n, i) => ((n - mean) / Math.Sqrt(variance + epsilon) * weight[i]) + bias[i])];
    }

    public static double[] RmsNorm(double[] x, float[] weight, double epsilon)
    {
        var mean = x.Sum(n => n * n) / x.Length;
        return [.. x.Select((n, i) => n / Math.Sqrt(mean + epsilon) * weight[i])];
    }

    public static double[] Softmax(double[] x)
    {
        var max = x.Max();
        var sum = x.Sum(n => Math.Exp(n - max));
        return [.. x.Select(n => Math.Exp(n - max) / sum)];
    }

    public static double[] LogSoftmax(double[] x)
    {
        var max = x.Max();
        var sum = Math.Log(x.Sum(n => Math.Exp(n - max)));
        return [.. x.Select(n => n - max - sum)];
    }

    public static double Silu(double z) => z / (1 + Math.Exp(-z));

    public static double Gelu(double x) => x * Phi(x);

    /// <summary>Attention of the last <paramref name="queries"/> of <paramref name="keys"/> tokens.</summary>
    public static double[] Attention(float[] q, float[] k, float[] v, int queries, int keys, HeadShape heads, bool causal)
    {
        var y = new double[queries * heads.Heads * heads.Width];
        var group = heads.Heads / heads.KeyHeads;
        for (var token = 0; token < queries; token++)
        {
            for (var head = 0; head < heads.Heads; head++)
            {
                var at = ((token * heads.Heads) + head) * heads.Width;
                var seen = causal ? keys - queries + token + 1 : keys;
                var scores = new double[seen];
                for (var key = 0; key < seen; key++)
                {
                    for (var d = 0; d < heads.Width; d++) scores[key] += (double)q[at + d] * k[(((key * heads.KeyHeads) + (head / group)) * heads.Width) + d] / Math.Sqrt(heads.Width);
                }

                var shares = Softmax(scores);
                for (var key = 0; key < seen; key++)
                {
                    for (var d = 0; d < heads.Width; d++) y[at + d] += shares[key] * v[(((key * heads.KeyHeads) + (head / group)) * heads.Width) + d];
                }
            }
        }

        return y;
    }

    // The normal distribution function: a series near zero, a continued fraction in the left tail, where 1 - something would lose everything.
    private static double Phi(double x)
    {
        if (x > 3) return 1 - Phi(-x);
        var bell = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
        if (x < -3)
        {
            var fraction = 0.0;
            for (var n = 200; n > 0; n--) fraction = n / (-x + fraction);
            return bell / (-x + fraction);
        }

        var (sum, term) = (x, x);
        for (var n = 1; n < 200; n++)
        {
            term *= x * x / ((2 * n) + 1);
            sum += term;
        }

        return 0.5 + (bell * sum);
    }
}
