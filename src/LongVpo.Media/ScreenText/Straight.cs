namespace LongVpo.Media.ScreenText;

/// <summary>A straight line that is fitted to points: the head or the foot of a row of letters.</summary>
/// <param name="Start">Its value at 0.</param>
/// <param name="Rise">What it gains per unit.</param>
internal readonly record struct Straight(double Start, double Rise)
{
    public double At(double at) => Start + (Rise * at);

    /// <summary>The line with the least squared distances; level through the mean where all points lie above each other.</summary>
    public static Straight Through(IReadOnlyList<(double At, double Value)> points)
    {
        if (points.Count == 0) return default;
        var (at, value) = (points.Average(p => p.At), points.Average(p => p.Value));
        var spread = points.Sum(p => (p.At - at) * (p.At - at));
        var rise = spread < 1e-9 ? 0 : points.Sum(p => (p.At - at) * (p.Value - value)) / spread;
        return new Straight(value - (rise * at), rise);
    }
}
