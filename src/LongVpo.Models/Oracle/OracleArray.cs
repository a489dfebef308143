using System.Collections.Immutable;

namespace LongVpo.Models.Oracle;

/// <summary>Numbers of a reference file or of our own, with their shape, so that both can be laid side by side.</summary>
/// <param name="Shape">Extents, outermost first.</param>
/// <param name="Values">The numbers, row-major.</param>
public sealed record OracleArray(ImmutableArray<int> Shape, float[] Values)
{
    /// <summary>Extent of the innermost dimension.</summary>
    public int Width => Shape.Length == 0 ? 1 : Shape[^1];

    /// <summary>How many rows of that there are.</summary>
    public int Rows => Values.Length / Math.Max(1, Width);

    /// <summary>One row.</summary>
    public ReadOnlySpan<float> Row(int row) => Values.AsSpan(row * Width, Width);

    /// <summary>These rows, in this order.</summary>
    public OracleArray Take(IReadOnlyList<int> rows)
    {
        var taken = new float[rows.Count * Width];
        for (var i = 0; i < rows.Count; i++) Row(rows[i]).CopyTo(taken.AsSpan(i * Width));
        return new OracleArray([rows.Count, Width], taken);
    }

    /// <summary>Largest difference from the reference, relative to the reference's largest number. Infinite where the counts differ or ours is no number.</summary>
    public double ErrorAgainst(OracleArray reference)
    {
        if (Values.Length != reference.Values.Length) return double.PositiveInfinity;
        var (difference, largest) = (0.0, 0.0);
        for (var i = 0; i < Values.Length; i++)
        {
            if (!float.IsFinite(Values[i])) return double.PositiveInfinity;
            difference = Math.Max(difference, Math.Abs((double)Values[i] - reference.Values[i]));
            largest = Math.Max(largest, Math.Abs((double)reference.Values[i]));
        }

        return largest > 0 ? difference / largest : difference;
    }
}
