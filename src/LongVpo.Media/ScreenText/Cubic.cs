namespace LongVpo.Media.ScreenText;

/// <summary>Samples between pixels with a cubic through the four nearest in each direction: enlarged print keeps the edges that straight lines blur.</summary>
internal static class Cubic
{
    /// <param name="source">Rows of <paramref name="width"/> bytes; outside, its border goes on.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="x">Column; whole numbers are pixel centres.</param>
    /// <param name="y">Row.</param>
    public static byte Sample(byte[] source, int width, int height, double x, double y)
    {
        var (column, row) = ((int)Math.Floor(x), (int)Math.Floor(y));
        Span<double> across = stackalloc double[4];
        Span<double> down = stackalloc double[4];
        Weights(x - column, across);
        Weights(y - row, down);
        var sum = 0.0;
        for (var j = 0; j < 4; j++)
        {
            var start = Math.Clamp(row + j - 1, 0, height - 1) * width;
            var line = 0.0;
            for (var i = 0; i < 4; i++) line += across[i] * source[start + Math.Clamp(column + i - 1, 0, width - 1)];
            sum += down[j] * line;
        }

        return (byte)Math.Clamp(sum + 0.5, 0, 255);
    }

    private static void Weights(double t, Span<double> weights)
    {
        weights[0] = ((((-0.5 * t) + 1) * t) - 0.5) * t;
        weights[1] = ((((1.5 * t) - 2.5) * t) * t) + 1;
        weights[2] = ((((-1.5 * t) + 2) * t) + 0.5) * t;
        weights[3] = ((0.5 * t) - 0.5) * t * t;
    }
}
