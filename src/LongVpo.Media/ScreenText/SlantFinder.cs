namespace LongVpo.Media.ScreenText;

/// <summary>
/// Finds words on steep lines, such as print on the ground or on a sign at the roadside. Their letters lean into each other and run together, so a word is looked for as
/// one cluster of like ink that is long, steep, of even height and of the density of print.
/// </summary>
internal static class SlantFinder
{
    /// <summary>Flatter lines are found and read as they stand.</summary>
    private const double LeastSlope = 0.14;

    /// <summary>Length in letter heights: a word of five letters to a long one.</summary>
    private const double Shortest = 3;
    private const double Longest = 16;

    /// <summary>Spread across the line as a share of that along it.</summary>
    private const double MostSpread = 0.36;

    /// <summary>Height of letters in pixels of the level: lower ones cannot be read, taller ones are found a level up.</summary>
    private const double Lowest = 12;
    private const double Tallest = 44;

    /// <summary>Share of the straightened line that is ink.</summary>
    private const double Thinnest = 0.2;
    private const double Densest = 0.62;

    /// <summary>How deep the gaps between upright strokes must be; edges and shadows are as dense all along.</summary>
    private const double LeastDepth = 1.12;

    /// <summary>A slant at the end of what is searched has no best, so there are no strokes that it could set upright.</summary>
    private const double StrongestSlant = 1.9;

    /// <summary>Neighbours lie closer than this, in heights of the taller.</summary>
    private const double WidestGap = 0.5;

    /// <summary>Places measured per level and polarity at most, the largest first.</summary>
    private const int MostMeasured = 12;
    private const int MostPoints = 700;

    /// <param name="blobs">Patches of one polarity of one layer.</param>
    /// <param name="layer">That layer.</param>
    /// <param name="level">Its number.</param>
    /// <param name="polarity">That polarity.</param>
    public static List<TextLine> Find(List<InkBlob> blobs, TextLayer layer, int level, byte polarity)
    {
        blobs.Sort((a, b) => a.Left != b.Left ? a.Left.CompareTo(b.Left) : a.Top.CompareTo(b.Top));
        var chains = new Chains(blobs.Count);
        for (var i = 0; i < blobs.Count; i++)
            for (var j = i + 1; j < blobs.Count && blobs[j].Left <= blobs[i].Right + (WidestGap * BlobFinder.LargestHeight); j++)
                if (AreNeighbours(blobs[i], blobs[j])) chains.Join(i, j);
        var clusters = chains.Groups().Select(chain => chain.ConvertAll(i => blobs[i])).Where(IsSteep)
            .Select(cluster => (Blobs: cluster, Ink: Ink(cluster, layer, polarity))).Where(cluster => IsLong(cluster.Ink)).OrderByDescending(cluster => cluster.Ink.Count).Take(MostMeasured);
        return [.. clusters.Select(cluster => Judge(cluster.Blobs, cluster.Ink, layer, level, polarity)).OfType<TextLine>()];
    }

    private static bool AreNeighbours(InkBlob a, InkBlob b)
    {
        var (small, tall) = (Math.Min(a.Height, b.Height), Math.Max(a.Height, b.Height));
        if (tall > 2.4 * small || b.Left - a.Right > WidestGap * tall) return false;
        if (Math.Max(a.Top, b.Top) - Math.Min(a.Bottom, b.Bottom) > 0) return false;
        return Math.Abs(a.Gray - b.Gray) <= 45 && Math.Max(a.Stroke, b.Stroke) <= (2.2 * Math.Min(a.Stroke, b.Stroke)) + 1;
    }

    /// <summary>A first glance at the boxes alone.</summary>
    private static bool IsSteep(List<InkBlob> cluster)
    {
        var (width, height) = (cluster.Max(b => b.Right) - cluster.Min(b => b.Left), cluster.Max(b => b.Bottom) - cluster.Min(b => b.Top));
        return width >= 2 * Lowest && height >= Lowest && width <= Longest * Tallest && height >= LeastSlope * width && cluster.Sum(b => b.Area) <= Densest * width * height;
    }

    /// <summary>Whether the ink spreads along one steep direction, as far as its moments tell.</summary>
    private static bool IsLong(List<(double X, double Y)> ink)
    {
        var (x, y) = (ink.Average(p => p.X), ink.Average(p => p.Y));
        double xx = 0, xy = 0, yy = 0;
        foreach (var p in ink) (xx, xy, yy) = (xx + ((p.X - x) * (p.X - x)), xy + ((p.X - x) * (p.Y - y)), yy + ((p.Y - y) * (p.Y - y)));
        var root = Math.Sqrt(((xx - yy) * (xx - yy) / 4) + (xy * xy));
        return Math.Abs(xy) >= LeastSlope / 2 * xx && ((xx + yy) / 2) - root <= MostSpread * MostSpread * (((xx + yy) / 2) + root);
    }

    private static TextLine? Judge(List<InkBlob> cluster, List<(double X, double Y)> ink, TextLayer layer, int level, byte polarity)
    {
        if (SlantFit.Of(ink, LeastSlope, LeastDepth) is not { } fit) return null;
        var (line, depth) = fit;
        var (height, length) = (line.LetterHeight, line.Last - line.First);
        var inLayer = height / layer.Scale;
        if (inLayer is < Lowest or > Tallest || length < Shortest * height || length > Longest * height) return null;
        var density = cluster.Sum(b => b.Area) * layer.Scale * layer.Scale / (length * height);
        if (density is < Thinnest or > Densest || line.Evenness < 0.5 || Math.Abs(line.Slant) > StrongestSlant) return null;
        var boxes = cluster.ConvertAll(b => new PixelBox(b.Left, b.Top, b.Right, b.Bottom).Scaled(layer.Scale));
        // Depth is 1.1 to 1.6 where letters stand; seen as likeness, so that the tracker compares like with like.
        return new TextLine
        {
            Box = boxes.Aggregate((a, b) => a.Union(b)), Polarity = polarity, Level = level, LetterHeight = height, LayerHeight = inLayer, Slope = line.Slope,
            Letters = length / (0.8 * height), Likeness = Math.Min(0.9, depth - 0.6), Ink = cluster.Average(b => b.Gray), Patches = boxes, Slanted = line,
        };
    }

    private static List<(double X, double Y)> Ink(List<InkBlob> cluster, TextLayer layer, byte polarity)
    {
        var (left, top) = (cluster.Min(b => b.Left), cluster.Min(b => b.Top));
        var (width, height) = (cluster.Max(b => b.Right) - left, cluster.Max(b => b.Bottom) - top);
        var taken = new bool[width * height];
        var ink = new List<(double, double)>();
        foreach (var blob in cluster)
        {
            for (var y = blob.Top; y < blob.Bottom; y++)
            {
                for (var x = blob.Left; x < blob.Right; x++)
                {
                    ref var seen = ref taken[((y - top) * width) + x - left];
                    if (seen || layer.Ink.Kinds[(y * layer.Ink.Width) + x] != polarity) continue;
                    seen = true;
                    ink.Add(((x + 0.5) * layer.Scale, (y + 0.5) * layer.Scale));
                }
            }
        }

        var step = 1 + (ink.Count / MostPoints);
        return step == 1 ? ink : [.. ink.Where((_, i) => i % step == 0)];
    }
}
