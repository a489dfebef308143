namespace LongVpo.Training.Preferences.Losses;

/// <summary>How some numbers are spread: what a mean hides.</summary>
/// <param name="Low">A tenth of them are at most this.</param>
/// <param name="Median">Half of them are.</param>
/// <param name="High">Nine tenths of them are.</param>
public readonly record struct Spread(double Low, double Median, double High)
{
    /// <summary>Of some numbers, straight lines between neighbours; all three are NaN of none.</summary>
    public static Spread Of(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        return new Spread(At(sorted, 0.1), At(sorted, 0.5), At(sorted, 0.9));
    }

    private static double At(double[] sorted, double share)
    {
        if (sorted.Length == 0) return double.NaN;
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
