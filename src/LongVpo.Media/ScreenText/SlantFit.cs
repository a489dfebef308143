namespace LongVpo.Media.ScreenText;

/// <summary>
/// Measures how a patch of ink must be sheared for its letters to stand upright on a level line. Letters on the ground lean on each other and run together, so it looks at all ink at
/// once and never at single letters: on the level line the ink is lowest, and upright strokes leave the deepest gaps between them.
/// </summary>
internal static class SlantFit
{
    private const double SteepestSlope = 1;
    private const double StrongestSlant = 2;
    private const double LeastOpenness = 0.35;

    /// <summary>Most that the slant may differ between the middle and an end.</summary>
    private const double MostTurned = 0.6;

    /// <summary>Least that a row may be squeezed to when strokes are set upright; below it rows turn over and the ink lies anywhere.</summary>
    private const double LeastSqueeze = 0.2;

    /// <summary>More columns than any line of letters has; what would need more is no line.</summary>
    private const int MostColumns = 1 << 14;

    /// <summary>Share of the ink left out at each border: a tail or a spot of dirt is no letter's edge.</summary>
    private const double Outliers = 0.03;

    /// <param name="ink">Where ink is, in pixels of the frame.</param>
    /// <param name="leastSlope">A flatter line is of no interest.</param>
    /// <param name="leastDepth">How deep the gaps must be; 1 is none.</param>
    /// <returns>The line and the depth of its gaps; null where there is no such line.</returns>
    /// <remarks>Ink of any shape may be given, a single point or a single column too: what cannot be a line of letters is none.</remarks>
    public static (SlantedLine Line, double Depth)? Of(IReadOnlyList<(double X, double Y)> ink, double leastSlope, double leastDepth)
    {
        var middle = (X: ink.Average(p => p.X), Y: ink.Average(p => p.Y));
        var points = ink.Select(p => (X: p.X - middle.X, Y: p.Y - middle.Y)).ToArray();
        var slope = SlopeOf(points);
        if (Math.Abs(slope) < leastSlope) return null;
        var along = points.Select(p => (p.X, V: p.Y - (slope * p.X))).ToArray();
        var height = Extent([.. along.Select(p => p.V)]);
        var (slant, depth) = SlantOf(along, slope, height);
        if (depth <= 0 || depth < leastDepth) return null;
        (slant, var turn) = TurnOf(along, slant, height);
        var upright = along.Select(p => (U: Upright(p, slant, turn), p.V)).OrderBy(p => p.U).ToArray();
        var (first, last) = (upright[(int)(0.005 * upright.Length)].U, upright[(int)(0.995 * (upright.Length - 1))].U);
        var (head, foot) = Borders(upright, first, last, height);
        return head.Count < 3 ? null : (new SlantedLine(middle, slope, slant, turn, first, last, Straight.Through(head), Straight.Through(foot)), depth);
    }

    private static double SlopeOf((double X, double Y)[] points)
    {
        var rows = new double[points.Length];
        double ExtentAt(double slope)
        {
            for (var i = 0; i < rows.Length; i++) rows[i] = points[i].Y - (slope * points[i].X);
            return Extent(rows);
        }

        var best = Least(-SteepestSlope, SteepestSlope, 0.1, ExtentAt);
        return Least(best - 0.08, best + 0.08, 0.02, ExtentAt);
    }

    private static double Least(double from, double to, double step, Func<double, double> of)
    {
        var (best, least) = (from, double.MaxValue);
        for (var at = from; at <= to + (step / 2); at += step)
            if (of(at) is var value && value < least) (best, least) = (at, value);
        return best;
    }

    private static double Extent(double[] values)
    {
        var (first, last) = Range(values, Outliers);
        return last - first;
    }

    /// <summary>Where the values lie but for a share at either end, to about a hundredth.</summary>
    private static (double First, double Last) Range(double[] values, double outliers)
    {
        const int Bins = 128;
        var (least, most) = (values.Min(), values.Max());
        var bin = Math.Max(1e-9, (most - least) / Bins);
        Span<int> counts = stackalloc int[Bins + 1];
        foreach (var value in values) counts[(int)((value - least) / bin)]++;
        var left = outliers * values.Length;
        var (first, last) = (0, Bins);
        for (var sum = 0; (sum += counts[first]) <= left;) first++;
        for (var sum = 0; (sum += counts[last]) <= left;) last--;
        return (least + (first * bin), least + ((last + 1) * bin));
    }

    /// <summary>The slant with the deepest gaps, and how deep they are: 1 where ink is spread evenly.</summary>
    private static (double Slant, double Depth) SlantOf((double X, double V)[] points, double slope, double height)
    {
        var columns = new double[points.Length];
        var (best, deepest) = (0.0, 0.0);
        for (var slant = -StrongestSlant; slant <= StrongestSlant; slant += 0.05)
        {
            if (Math.Abs(1 + (slant * slope)) < LeastOpenness) continue;
            for (var i = 0; i < columns.Length; i++) columns[i] = points[i].X - (slant * points[i].V);
            var depth = Depth(columns, height / 8);
            if (depth > deepest) (best, deepest) = (slant, depth);
        }

        return (best, deepest);
    }

    /// <summary>Where on the line a point comes to stand when the strokes are set upright.</summary>
    private static double Upright((double X, double V) point, double slant, double turn) => (point.X - (slant * point.V)) / (1 + (turn * point.V));

    /// <summary>The slant and its change along the line that together leave the deepest gaps, near the best slant without a change.</summary>
    private static (double Slant, double Turn) TurnOf((double X, double V)[] points, double slant, double height)
    {
        var columns = new double[points.Length];
        var half = points.Max(p => Math.Abs(p.X - (slant * p.V)));
        var (top, bottom) = (points.Min(p => p.V), points.Max(p => p.V));
        var (best, deepest) = ((slant, 0.0), 0.0);
        for (var turned = -MostTurned; turned <= MostTurned + 0.01; turned += 0.1)
        {
            if (Math.Min(1 + (turned / half * top), 1 + (turned / half * bottom)) < LeastSqueeze) continue;
            for (var near = slant - 0.3; near <= slant + 0.31; near += 0.05)
            {
                for (var i = 0; i < columns.Length; i++) columns[i] = Upright(points[i], near, turned / half);
                var depth = Depth(columns, height / 8);
                if (depth > deepest) (best, deepest) = ((near, turned / half), depth);
            }
        }

        return best;
    }

    /// <summary>Mean square of the ink per column over the square of its mean.</summary>
    private static double Depth(double[] at, double bin)
    {
        var (first, last) = Range(at, 0.02);
        var columns = Math.Ceiling((last - first) / bin) + 1;
        if (!(columns <= MostColumns)) return 0;
        var bins = (int)columns;
        Span<double> counts = bins < 1000 ? stackalloc double[bins + 1] : new double[bins + 1];
        var inside = 0;
        foreach (var value in at)
        {
            var place = (value - first) / bin;
            if (place < 0 || place >= bins) continue;
            // Shared between two columns, or the grid of pixels would be seen as gaps.
            counts[(int)place] += 1 - (place - (int)place);
            counts[(int)place + 1] += place - (int)place;
            inside++;
        }

        var squares = 0.0;
        foreach (var count in counts) squares += count * count;
        return inside == 0 ? 0 : squares * bins / ((double)inside * inside);
    }

    /// <summary>Head and foot of the ink in windows about one letter wide.</summary>
    private static (List<(double At, double Value)> Head, List<(double At, double Value)> Foot) Borders((double U, double V)[] points, double first, double last, double height)
    {
        List<(double, double)> head = [], foot = [];
        for (var at = first + (0.3 * height); at < last - (0.2 * height); at += 0.2 * height)
        {
            var window = points.Where(p => Math.Abs(p.U - at) < 0.45 * height).Select(p => p.V).Order().ToArray();
            if (window.Length < 6) continue;
            head.Add((at, window[(int)(Outliers * window.Length)]));
            foot.Add((at, window[(int)((1 - Outliers) * window.Length)]));
        }

        return (head, foot);
    }
}
