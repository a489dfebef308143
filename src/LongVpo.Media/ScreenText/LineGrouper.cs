namespace LongVpo.Media.ScreenText;

/// <summary>
/// Puts letter-like patches side by side into lines. Letters of a line share size, stroke, brightness, and either feet or heads; leaves, stones
/// and windows rarely share all of them, so this is where most of a natural picture drops out, before anything expensive looks at it.
/// </summary>
internal static class LineGrouper
{
    /// <summary>Widest gap between neighbours in letter heights: a wide word space; columns are farther apart.</summary>
    private const double WidestGap = 1.3;

    private const double LeastLetters = 2.6;

    /// <param name="blobs">Patches of one polarity of one level.</param>
    /// <param name="polarity">That polarity.</param>
    /// <param name="level">That level.</param>
    /// <param name="scale">Pixels of the frame per pixel of the level.</param>
    public static List<TextLine> Group(List<InkBlob> blobs, byte polarity, int level, double scale)
    {
        blobs.Sort((a, b) => a.Left != b.Left ? a.Left.CompareTo(b.Left) : a.Top.CompareTo(b.Top));
        var chains = new Chains(blobs.Count);
        for (var i = 0; i < blobs.Count; i++) LinkToTheRight(blobs, i, chains);
        var lines = new List<TextLine>();
        foreach (var chain in chains.Groups())
        {
            var line = Judge([.. chain.Select(i => blobs[i])], polarity, level, scale);
            if (line is not null) lines.Add(line);
        }

        return lines;
    }

    private static void LinkToTheRight(List<InkBlob> blobs, int i, Chains chains)
    {
        var blob = blobs[i];
        var reach = blob.Right + (WidestGap * 2 * blob.Height);
        for (var j = i + 1; j < blobs.Count && blobs[j].Left <= reach; j++)
            if (AreNeighbours(blob, blobs[j])) chains.Join(i, j);
    }

    private static bool AreNeighbours(InkBlob a, InkBlob b)
    {
        var (small, tall) = (Math.Min(a.Height, b.Height), Math.Max(a.Height, b.Height));
        if (tall > 2.4 * small || b.Left - a.Right > WidestGap * tall) return false;
        // One inside the other is a hole or a frame, not a neighbour.
        if (Math.Min(a.Right, b.Right) - b.Left > 0.6 * Math.Min(a.Width, b.Width)) return false;
        if (Math.Min(a.Bottom, b.Bottom) - Math.Max(a.Top, b.Top) < 0.6 * small) return false;
        var tolerance = Math.Max(1.5, 0.16 * tall);
        if (Math.Abs(a.Bottom - b.Bottom) > tolerance && Math.Abs(a.Top - b.Top) > tolerance) return false;
        if (Math.Abs(a.Gray - b.Gray) > 45) return false;
        return Math.Max(a.Stroke, b.Stroke) <= 2.2 * Math.Min(a.Stroke, b.Stroke) + 1;
    }

    private static TextLine? Judge(List<InkBlob> blobs, byte polarity, int level, double scale)
    {
        var letters = blobs.Sum(b => b.Letters);
        if (letters < LeastLetters) return null;
        var height = Percentile(blobs.ConvertAll(b => (double)b.Height), 0.8);
        var slope = SlopeOf(blobs, height);
        if (Math.Abs(slope) > 0.25) return null;
        var feet = Aligned(blobs, b => b.Bottom - (slope * (b.Left + b.Right) / 2.0), height);
        var heads = Aligned(blobs, b => b.Top - (slope * (b.Left + b.Right) / 2.0), height);
        var alignment = Math.Max(feet, (0.5 * feet) + (0.5 * heads));
        var stroke = Math.Clamp(1.3 - Variation(blobs, b => b.Stroke), 0, 1);
        var brightness = Math.Clamp(1.1 - (Deviation(blobs, b => b.Gray) / 60), 0, 1);
        var likeness = alignment * stroke * brightness;
        var patches = blobs.ConvertAll(b => new PixelBox(b.Left, b.Top, b.Right, b.Bottom));
        var box = patches.Aggregate((a, b) => a.Union(b));
        return new TextLine
        {
            Box = box.Scaled(scale), Polarity = polarity, Level = level, LetterHeight = height * scale, LayerHeight = height, Slope = slope, Letters = letters,
            Likeness = likeness, Ink = blobs.Average(b => b.Gray), Patches = patches.ConvertAll(p => p.Scaled(scale)),
        };
    }

    /// <summary>The median slope between feet that lie half a line apart: letters that hang below do not tilt it.</summary>
    private static double SlopeOf(List<InkBlob> blobs, double height)
    {
        var half = blobs.Count / 2;
        if (half < 2) return 0;
        var slopes = new List<double>(half);
        for (var i = 0; i + half < blobs.Count; i++)
        {
            var across = (blobs[i + half].Left + blobs[i + half].Right - blobs[i].Left - blobs[i].Right) / 2.0;
            if (across > height) slopes.Add((blobs[i + half].Bottom - blobs[i].Bottom) / across);
        }

        return slopes.Count < 2 ? 0 : Percentile(slopes, 0.5);
    }

    /// <summary>The share of letters whose edge lies on the common line.</summary>
    private static double Aligned(List<InkBlob> blobs, Func<InkBlob, double> edge, double height)
    {
        var middle = Percentile(blobs.ConvertAll(b => edge(b)), 0.5);
        var tolerance = Math.Max(1.2, 0.1 * height);
        return (double)blobs.Count(b => Math.Abs(edge(b) - middle) <= tolerance) / blobs.Count;
    }

    private static double Variation(List<InkBlob> blobs, Func<InkBlob, double> of) => Deviation(blobs, of) / Math.Max(1e-6, blobs.Average(of));

    private static double Deviation(List<InkBlob> blobs, Func<InkBlob, double> of)
    {
        var mean = blobs.Average(of);
        return Math.Sqrt(blobs.Average(b => (of(b) - mean) * (of(b) - mean)));
    }

    private static double Percentile(List<double> values, double share)
    {
        values.Sort();
        return values[(int)(share * (values.Count - 1))];
    }
}
