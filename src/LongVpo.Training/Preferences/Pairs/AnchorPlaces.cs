namespace LongVpo.Training.Preferences.Pairs;

/// <summary>Tests whether anchors stand at every place of a composite equally often.</summary>
public static class AnchorPlaces
{
    /// <summary>The chi-square test, added up over composites of every size: the probability of places at least as uneven, were they drawn uniformly. Null where there is nothing to test.</summary>
    /// <remarks>The tail is Wilson and Hilferty's approximation, good to some percent of itself with the counts that matter here.</remarks>
    public static double? Uniformity(IEnumerable<PreferencePair> pairs)
    {
        var (sum, freedom) = (0.0, 0);
        foreach (var size in pairs.Where(pair => pair.Context.Anchor is not null && pair.Context.Clips.Length > 1).GroupBy(pair => pair.Context.Clips.Length))
        {
            var expected = (double)size.Count() / size.Key;
            // Below some few per place the statistic follows no chi-square.
            if (expected < 5) continue;
            for (var place = 0; place < size.Key; place++)
            {
                var off = size.Count(pair => pair.Context.Anchor == place) - expected;
                sum += off * off / expected;
            }

            freedom += size.Key - 1;
        }

        return freedom == 0 ? null : UpperTail(sum, freedom);
    }

    private static double UpperTail(double chiSquare, int freedom)
    {
        var ninth = 2.0 / (9 * freedom);
        return NormalUpperTail((Math.Cbrt(chiSquare / freedom) - (1 - ninth)) / Math.Sqrt(ninth));
    }

    // Abramowitz and Stegun 26.2.17, to 1e-7.
    private static double NormalUpperTail(double x)
    {
        if (x < 0) return 1 - NormalUpperTail(-x);
        var t = 1 / (1 + (0.2316419 * x));
        var series = t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI) * series;
    }
}
