namespace LongVpo.Media.ScreenText;

/// <summary>
/// Cuts out large letters by their one flat shade: the letters of film titles touch each other and the row below, so that no outline and no
/// neighbourhood tells them apart, but a title is painted in one colour and the scene behind it is not.
/// </summary>
internal sealed class SolidLettering
{
    /// <summary>Lower letters have no flat inside: their strokes are blurred all through.</summary>
    public const double LeastLetterHeight = 24;

    /// <summary>Height of a row of letters after cutting, in pixels; two sizes, because ornate ends of strokes are kept by one and lost by the other.</summary>
    private static readonly double[] Heights = [26, 21];

    /// <summary>How far from the ink's shade towards the ground's a pixel may lie, as shares: the nearer, the more touching letters part.</summary>
    private static readonly double[] Depths = [0.12, 0.35];

    /// <summary>Least share of the ink at half depth that is still ink at a fifth: paint has one shade, leaves and clouds have all.</summary>
    private const double LeastFlatness = 0.6;

    private const double GrowDepth = 0.2;

    /// <summary>Least difference between ink and ground: a title over a picture is made to stand out.</summary>
    private const int LeastContrast = 60;

    /// <summary>Taller areas are halved first, in pixels: the recogniser is given far less.</summary>
    private const int TallestArea = 160;

    /// <summary>Where two rows may touch, in shares of the height, and how thin the ink must be there against the rows above and below.</summary>
    private const double FirstSplit = 0.3;
    private const double LastSplit = 0.7;
    private const double ThinAtSplit = 0.6;

    /// <summary>How far the upper of two rows reaches below the split, in shares of its height: tails hang into the lower row, and a g without its tail is an a.</summary>
    private const double Tails = 0.08;

    private readonly byte[] _pixels;
    private readonly int _width;
    private readonly int _height;
    private readonly double _scale;
    private readonly TextLine _line;
    private readonly int _ink;
    private readonly int _ground;

    private SolidLettering(GrayPicture area, double scale, TextLine line, int ink, int ground) =>
        (_pixels, _width, _height, _scale, _line, _ink, _ground) = (area.Pixels, area.Width, area.Height, scale, line, ink, ground);

    /// <summary>The lettering of a line; null where there is no flat shade to cut out.</summary>
    public static SolidLettering? Of(GrayPicture frame, TextLine line)
    {
        if (line.LetterHeight < LeastLetterHeight) return null;
        var (ink, ground) = ShadesOf(frame.Cut(line.Box), line.Polarity);
        if (Math.Abs(ink - ground) < LeastContrast) return null;
        var limit = LimitAt(ink, ground, GrowDepth);
        var box = SolidArea.Grow(frame, line.Box, line.LetterHeight, p => ink > ground ? p >= limit : p <= limit);
        var (source, scale) = (frame, 1.0);
        for (; box.Height / scale > TallestArea; scale *= 2) source = source.Halved();
        var inSource = box.Scaled(1 / scale);
        var solid = new SolidLettering(source.Cut(inSource), scale, line with { Box = inSource }, ink, ground);
        return solid.Inked(GrowDepth) >= LeastFlatness * solid.Inked(0.5) ? solid : null;
    }

    /// <summary>The line with all of the lettering in its box.</summary>
    public TextLine Whole => _line with { Box = _line.Box.Scaled(_scale), Patches = [], Alternative = null };

    /// <summary>Cuts of the whole line, and cuts of its two rows where it could be two: every cut shows the same words in another rendering.</summary>
    public IEnumerable<IReadOnlyList<LineCut>> Renderings()
    {
        foreach (var depth in Depths)
        {
            var mask = Mask(depth);
            var split = SplitOf(mask);
            foreach (var height in Heights)
            {
                if (split is { } row) yield return [Row(mask, 0, row + (int)(Tails * row), height), Row(mask, row, _height, height)];
                else yield return [Row(mask, 0, _height, height)];
            }
        }
    }

    private int Inked(double depth)
    {
        var limit = Limit(depth);
        return _pixels.Count(p => _ink > _ground ? p >= limit : p <= limit);
    }

    private int Limit(double depth) => LimitAt(_ink, _ground, depth);

    private static int LimitAt(int ink, int ground, double depth) => (int)(ink + (depth * (ground - ink)));

    private static (int Ink, int Ground) ShadesOf(GrayPicture area, byte polarity)
    {
        var sorted = area.Pixels.Order().ToArray();
        int At(double share) => sorted[(int)(share * (sorted.Length - 1))];
        return polarity == InkMap.Light ? (At(0.9), At(0.2)) : (At(0.1), At(0.8));
    }

    private byte[] Mask(double depth)
    {
        var limit = Limit(depth);
        return Array.ConvertAll(_pixels, p => (_ink > _ground ? p >= limit : p <= limit) ? (byte)0 : (byte)255);
    }

    /// <summary>The row between two rows of letters; null where the letters are one row.</summary>
    private int? SplitOf(byte[] mask)
    {
        var inked = new int[_height];
        for (var y = 0; y < _height; y++) inked[y] = mask.AsSpan(y * _width, _width).Count((byte)0);
        var (first, last) = ((int)(FirstSplit * _height), (int)(LastSplit * _height));
        if (last - first < 3) return null;
        var split = Enumerable.Range(first, last - first).MinBy(y => inked[y]);
        return inked[split] < ThinAtSplit * Math.Min(inked[..split].Average(), inked[(split + 1)..].Average()) ? split : null;
    }

    private LineCut Row(byte[] mask, int top, int bottom, double letterHeight)
    {
        var rows = new byte[mask.Length];
        Array.Fill(rows, (byte)255);
        mask.AsSpan(top * _width, (bottom - top) * _width).CopyTo(rows.AsSpan(top * _width));
        while (bottom - top > 8 && !rows.AsSpan(top * _width, _width).Contains((byte)0)) top++;
        while (bottom - top > 8 && !rows.AsSpan((bottom - 1) * _width, _width).Contains((byte)0)) bottom--;
        var row = _line with { Box = new PixelBox(0, top, _width, bottom), LetterHeight = bottom - top, Slope = 0 };
        var cut = LineRenderer.Cut(rows, _width, _height, row, 1, letterHeight);
        return cut with { Left = cut.Left + (int)_line.Box.Left, Top = cut.Top + (int)_line.Box.Top, Scale = _scale };
    }
}
