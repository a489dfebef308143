namespace LongVpo.Training.Ready;

/// <summary>The middle and the spread of numbers that were seen, as a matrix after which every direction counts alike (Mahalanobis' distance).</summary>
internal static class WhiteningFit
{
    // A share of the mean spread, only so that a direction in which nothing varied divides by something: just in those in which little varies pictures of another kind stand out.
    private const double Floor = 1e-5;

    /// <summary>Fits rows of one width.</summary>
    /// <param name="rows">What was seen; more rows than numbers in one are needed for a spread that means something.</param>
    public static (float[] Mean, float[] Whitening) Of(IReadOnlyList<float[]> rows)
    {
        var width = rows[0].Length;
        var mean = new double[width];
        foreach (var row in rows)
            for (var i = 0; i < width; i++) mean[i] += row[i] / (double)rows.Count;
        return ([.. mean.Select(static one => (float)one)], [.. Inverse(Root(Covariance(rows, mean), width), width).Select(static one => (float)one)]);
    }

    private static double[] Covariance(IReadOnlyList<float[]> rows, double[] mean)
    {
        var width = mean.Length;
        var sums = new double[width * width];
        var deviation = new double[width];
        foreach (var row in rows)
        {
            for (var i = 0; i < width; i++) deviation[i] = row[i] - mean[i];
            for (var i = 0; i < width; i++)
                for (var j = 0; j <= i; j++) sums[(i * width) + j] += deviation[i] * deviation[j];
        }

        var trace = Enumerable.Range(0, width).Sum(i => sums[(i * width) + i]) / rows.Count;
        for (var i = 0; i < width; i++)
        {
            for (var j = 0; j <= i; j++) sums[(i * width) + j] /= rows.Count;
            sums[(i * width) + i] += (Floor * trace / width) + double.Epsilon;
        }

        return sums;
    }

    /// <summary>Cholesky's root: the lower triangle whose product with itself is the matrix.</summary>
    private static double[] Root(double[] matrix, int width)
    {
        var root = new double[width * width];
        for (var i = 0; i < width; i++)
            for (var j = 0; j <= i; j++)
            {
                var left = matrix[(i * width) + j];
                for (var k = 0; k < j; k++) left -= root[(i * width) + k] * root[(j * width) + k];
                root[(i * width) + j] = i == j ? Math.Sqrt(Math.Max(left, double.Epsilon)) : left / root[(j * width) + j];
            }

        return root;
    }

    private static double[] Inverse(double[] root, int width)
    {
        var inverse = new double[width * width];
        for (var column = 0; column < width; column++)
            for (var row = column; row < width; row++)
            {
                var left = row == column ? 1.0 : 0.0;
                for (var k = column; k < row; k++) left -= root[(row * width) + k] * inverse[(k * width) + column];
                inverse[(row * width) + column] = left / root[(row * width) + row];
            }

        return inverse;
    }
}
