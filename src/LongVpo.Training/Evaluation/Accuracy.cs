namespace LongVpo.Training.Evaluation;

/// <summary>
/// A share of right answers with its 95 % confidence interval. Questions about one world share its luck, so the interval is Wilson's with as many questions as they are worth: fewer where
/// worlds differ by more than chance (the design effect of survey statistics), never more than were asked.
/// </summary>
/// <param name="Questions">Questions asked.</param>
/// <param name="Share">Share of right answers, 0 to 1.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
public readonly record struct Accuracy(int Questions, double Share, double Low, double High)
{
    private const double Z = 1.959963984540054;

    /// <summary>The accuracy of answers, each with the world that it is about; null where nothing was asked.</summary>
    public static Accuracy? Of(IEnumerable<(long World, bool Right)> answers)
    {
        var worlds = answers.GroupBy(static answer => answer.World).Select(static world => (Asked: world.Count(), Right: world.Count(static answer => answer.Right))).ToList();
        var asked = worlds.Sum(static world => world.Asked);
        if (asked == 0) return null;
        var share = worlds.Sum(static world => world.Right) / (double)asked;
        var (low, high) = Wilson(share, asked / DesignEffect(worlds, asked, share));
        return new Accuracy(asked, share, low, high);
    }

    /// <summary>Wilson's interval at 95 % for a share of so many independent answers.</summary>
    public static (double Low, double High) Wilson(double share, double answers)
    {
        var square = Z * Z / answers;
        var middle = (share + (square / 2)) / (1 + square);
        var half = Z / (1 + square) * Math.Sqrt((share * (1 - share) / answers) + (square / (4 * answers)));
        return (Math.Max(0, middle - half), Math.Min(1, middle + half));
    }

    private static double DesignEffect(List<(int Asked, int Right)> worlds, int asked, double share)
    {
        var independent = share * (1 - share) / asked;
        if (worlds.Count < 2 || worlds.Count == asked || independent == 0) return 1;
        var between = worlds.Sum(world => Math.Pow(world.Right - (share * world.Asked), 2)) / ((double)asked * asked) * worlds.Count / (worlds.Count - 1);
        return Math.Max(1, between / independent);
    }
}
