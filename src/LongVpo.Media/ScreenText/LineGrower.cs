namespace LongVpo.Media.ScreenText;

/// <summary>
/// Moves the ends of a found line outwards over ink that goes on without a gap: letters that touch a border or each other are no letter-like
/// patches and would be cut off. Ink that does not end soon is scenery, and the line stays as it was.
/// </summary>
internal static class LineGrower
{
    /// <summary>An end is where no ink follows for this many letter heights: more than a word space, less than between columns.</summary>
    private const double Gap = 0.75;

    /// <summary>Farthest growth in letter heights: a long word.</summary>
    private const double Farthest = 4;

    /// <summary>Largest share of ink that letters cover; more is a surface.</summary>
    private const double Densest = 0.5;

    /// <summary>Least share of ink; less is a joint or the frame of a sign.</summary>
    private const double Thinnest = 0.15;

    /// <summary>Largest share of ink in the strips above and below: letters stand free between their lines, scenery goes on.</summary>
    private const double LargestOutside = 0.1;

    public static TextLine Grow(TextLine line, TextLayer layer)
    {
        var box = line.Box.Scaled(1 / layer.Scale);
        var left = EndOf(line, layer.Ink, box, (int)box.Left, -1);
        var right = EndOf(line, layer.Ink, box, (int)Math.Ceiling(box.Right) - 1, 1) + 1;
        var grown = new PixelBox(Math.Min(left, box.Left), box.Top, Math.Max(right, box.Right), box.Bottom);
        if (grown.Width < box.Width + 1) return line;
        return line with { Box = grown.Scaled(layer.Scale), Letters = line.Letters * grown.Width / box.Width };
    }

    private static int EndOf(TextLine line, InkMap ink, PixelBox box, int from, int step)
    {
        var (last, covered, outside) = (from, 0, 0);
        var gap = Math.Max(2, (int)(Gap * line.LayerHeight));
        var strip = Math.Max(1, (int)(0.3 * box.Height));
        for (var x = from + step; Math.Abs(x - last) <= gap; x += step)
        {
            if (x < 0 || x >= ink.Width) return from;
            var (top, bottom) = RowsAt(line, box, x);
            var (above, below) = (InkIn(ink, line.Polarity, x, top - (2 * strip), top - 1), InkIn(ink, line.Polarity, x, bottom + strip, bottom + (2 * strip)));
            outside += above + below;
            var here = InkIn(ink, line.Polarity, x, top, bottom);
            if (here == 0) continue;
            // A stroke through head and foot is the frame of a sign.
            if (here >= 0.8 * box.Height && above >= strip && below >= strip) return from;
            covered += here;
            last = x;
            if (Math.Abs(last - from) > Farthest * line.LayerHeight) return from;
        }

        var grown = Math.Abs(last - from);
        var density = covered / Math.Max(1, grown * box.Height);
        return density is > Densest or < Thinnest || outside > LargestOutside * (grown + gap) * 3 * strip ? from : last;
    }

    /// <summary>Head and foot line of the row of letters at a column.</summary>
    private static (int Top, int Bottom) RowsAt(TextLine line, PixelBox box, int x)
    {
        var fall = line.Slope * (x - ((box.Left + box.Right) / 2));
        var tilt = Math.Abs(line.Slope) * box.Width / 2;
        return ((int)(box.Top + tilt + fall + 0.5), (int)(box.Bottom - tilt + fall + 0.5));
    }

    private static int InkIn(InkMap ink, byte polarity, int x, int top, int bottom)
    {
        var count = 0;
        for (var y = Math.Max(0, top); y < Math.Min(bottom, ink.Height); y++)
            if (ink.Kinds[(y * ink.Width) + x] == polarity) count++;
        return count;
    }
}
