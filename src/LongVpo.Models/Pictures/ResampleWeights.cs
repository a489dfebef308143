namespace LongVpo.Models.Pictures;

/// <summary>
/// For one axis, from which pixels each new pixel is mixed and with what weights, in fixed point with 22 bits behind the point: models were trained on pictures whose rounding this is, and fixed point
/// gives the same bytes on every machine.
/// </summary>
internal sealed class ResampleWeights
{
    /// <summary>Bits behind the point: eight bits of pixel and two of overshoot fit above them.</summary>
    public const int Bits = 22;

    private readonly int[] _first;
    private readonly int[] _count;
    private readonly int[] _weights;
    private readonly int _stride;

    /// <summary>Weights that bring an axis of <paramref name="from"/> pixels to <paramref name="to"/>.</summary>
    public ResampleWeights(int from, int to)
    {
        var scale = (double)from / to;
        // Shrinking widens the filter over all the pixels that become one; growing leaves it as it is.
        var spread = Math.Max(scale, 1);
        var support = 2 * spread;
        _stride = ((int)Math.Ceiling(support) * 2) + 1;
        (_first, _count, _weights) = (new int[to], new int[to], new int[to * _stride]);
        Span<double> exact = new double[_stride];
        for (var i = 0; i < to; i++)
        {
            var center = (i + 0.5) * scale;
            var first = Math.Max(0, (int)(center - support + 0.5));
            var count = Math.Min(from, (int)(center + support + 0.5)) - first;
            var sum = 0.0;
            for (var k = 0; k < count; k++) sum += exact[k] = Cubic((k + first - center + 0.5) / spread);
            for (var k = 0; k < count; k++) _weights[(i * _stride) + k] = (int)Math.Round(exact[k] / sum * (1 << Bits), MidpointRounding.AwayFromZero);
            (_first[i], _count[i]) = (first, count);
        }
    }

    /// <summary>Index of the first old pixel that goes into a new one.</summary>
    public int First(int place) => _first[place];

    /// <summary>Weights of that pixel and the following ones.</summary>
    public ReadOnlySpan<int> Of(int place) => _weights.AsSpan(place * _stride, _count[place]);

    /// <summary>Keys' cubic convolution with a = -0.5.</summary>
    private static double Cubic(double x)
    {
        const double a = -0.5;
        x = Math.Abs(x);
        if (x < 1) return ((((a + 2) * x) - (a + 3)) * x * x) + 1;
        return x < 2 ? ((((x - 5) * x) + 8) * x - 4) * a : 0;
    }
}
