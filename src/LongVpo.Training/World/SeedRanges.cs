namespace LongVpo.Training.World;

/// <summary>Which seeds belong to which use. The ranges are apart, so nothing that a network is judged by was ever shown to it.</summary>
public static class SeedRanges
{
    private static readonly (WorldSplit Split, long From, long To)[] Ranges =
    [
        (WorldSplit.Train, 0, 99_999),
        (WorldSplit.Validation, 200_000, 201_999),
        (WorldSplit.Test, 300_000, 309_999),
        (WorldSplit.Calibration, 400_000, 400_999),
    ];

    /// <summary>The first and last seed of a use.</summary>
    public static (long From, long To) Of(WorldSplit split)
    {
        var range = Ranges.First(r => r.Split == split);
        return (range.From, range.To);
    }

    /// <summary>The use that a seed belongs to.</summary>
    /// <exception cref="ArgumentException">The seed belongs to none.</exception>
    public static WorldSplit SplitOf(long seed)
    {
        foreach (var (split, from, to) in Ranges)
            if (seed >= from && seed <= to) return split;
        throw new ArgumentException($"Seed {seed} belongs to no range; seeds are for {Listed()}.");
    }

    /// <summary>Makes sure that all seeds from first to last belong to one use.</summary>
    /// <exception cref="ArgumentException">They are in no range, in several, or in the wrong order.</exception>
    public static void Check(WorldSplit split, long first, long last)
    {
        var (from, to) = Of(split);
        if (first > last || first < from || last > to)
            throw new ArgumentException($"Seeds {first} to {last} are not all for {Name(split)}; seeds are for {Listed()}.");
    }

    private static string Listed() => string.Join(", ", Ranges.Select(r => $"{Name(r.Split)} {r.From}-{r.To}"));

    private static string Name(WorldSplit split) => split switch
    {
        WorldSplit.Train => "training",
        WorldSplit.Validation => "validation",
        WorldSplit.Test => "test",
        _ => "calibration",
    };
}
