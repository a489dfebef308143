namespace LongVpo.Media.ScreenText;

/// <summary>
/// The geometry of letters that stand on a steep line, lean, and shrink with the distance, as print on the ground does: where they must be taken from to stand upright,
/// level and equally tall.
/// </summary>
/// <param name="Middle">A point inside, in pixels of the frame; all else is told from there.</param>
/// <param name="Slope">Rows the line falls per column.</param>
/// <param name="Slant">Columns an upright stroke leans per row of height on the line.</param>
/// <param name="Turn">What the slant gains per column along the line: strokes on the ground run towards one far point.</param>
/// <param name="First">Where the letters begin along the line.</param>
/// <param name="Last">Where they end.</param>
/// <param name="Head">The line over the letters.</param>
/// <param name="Foot">The line they stand on.</param>
internal sealed record SlantedLine((double X, double Y) Middle, double Slope, double Slant, double Turn, double First, double Last, Straight Head, Straight Foot)
{
    /// <summary>Ground left around the letters in letter heights.</summary>
    private const double MarginX = 0.6;
    private const double MarginY = 0.45;

    /// <summary>Letters lower than this share of the mean height are not made taller: the ends of a fitted line run away.</summary>
    private const double LeastShare = 0.4;

    private const int WidestPixels = 1500;

    /// <summary>Mean height of the letters across the line, in pixels of the frame.</summary>
    public double LetterHeight => Foot.At((First + Last) / 2) - Head.At((First + Last) / 2);

    /// <summary>Height of the lower end of the line as a share of the taller one's; perspective leaves most of it, a wedge of shadow does not.</summary>
    public double Evenness
    {
        get
        {
            var (first, last) = (Foot.At(First) - Head.At(First), Foot.At(Last) - Head.At(Last));
            return Math.Min(first, last) / Math.Max(first, last);
        }
    }

    /// <summary>The line upright and level, dark on light.</summary>
    /// <param name="frame">The whole picture.</param>
    /// <param name="light">Whether the letters are lighter than their ground.</param>
    /// <param name="letterHeight">Pixels that letters get.</param>
    /// <param name="lean">Added to the slant.</param>
    /// <param name="even">Whether letters get one height from end to end.</param>
    public GrayPicture Straightened(GrayPicture frame, bool light, double letterHeight, double lean = 0, bool even = true)
    {
        var columns = Columns(letterHeight, even);
        var rows = (int)(letterHeight * (1 + (2 * MarginY)));
        var mean = LetterHeight;
        var middle = (First + Last) / 2;
        var cut = GC.AllocateUninitializedArray<byte>(columns.Count * rows);
        for (var row = 0; row < rows; row++)
        {
            var down = ((row + 0.5) / letterHeight) - MarginY;
            for (var column = 0; column < columns.Count; column++)
            {
                var at = columns[column];
                var v = even ? Head.At(at) + (down * HeightAt(at, mean)) : Head.At(middle) + (down * mean);
                var x = at + ((Slant + (Turn * at) + lean) * v);
                cut[(row * columns.Count) + column] = Cubic.Sample(frame.Pixels, frame.Width, frame.Height, Middle.X + x - 0.5, Middle.Y + v + (Slope * x) - 0.5);
            }
        }

        Stretch(cut, light);
        return new GrayPicture(columns.Count, rows, cut);
    }

    /// <summary>Places along the line, one for each column of the straightened picture: the farther letters are, the closer they stand.</summary>
    private List<double> Columns(double letterHeight, bool even)
    {
        var (mean, columns) = (LetterHeight, new List<double>());
        for (var at = First - (MarginX * mean); at < Last + (MarginX * mean) && columns.Count < WidestPixels;)
        {
            columns.Add(at);
            at += (even ? HeightAt(at, mean) : mean) / letterHeight;
        }

        return columns;
    }

    private double HeightAt(double at, double mean) => Math.Max(LeastShare * mean, Foot.At(at) - Head.At(at));

    private static void Stretch(byte[] pixels, bool light)
    {
        var sorted = (byte[])pixels.Clone();
        Array.Sort(sorted);
        byte At(double share) => sorted[(int)((light ? share : 1 - share) * (sorted.Length - 1))];
        var (ground, ink) = (At(0.3), At(0.92));
        var reach = Math.Max(8, Math.Abs(ink - ground));
        for (var i = 0; i < pixels.Length; i++) pixels[i] = (byte)Math.Clamp(245 - (245 * (light ? pixels[i] - ground : ground - pixels[i]) / reach), 0, 255);
    }
}
