namespace LongVpo.Media.ScreenText;

/// <summary>
/// Says of every pixel whether it is clearly darker or clearly lighter than its surroundings. Text is both: strokes stand out from the ground
/// beside them, whatever the light of the whole picture, so a threshold that follows the neighbourhood keeps them and drops smooth areas.
/// </summary>
internal sealed class InkMap
{
    public const byte None = 0;
    public const byte Dark = 1;
    public const byte Light = 2;

    /// <summary>Half the side of the neighbourhood in pixels: a window of 21 holds a letter and its ground for letters of 6 to 30 pixels.</summary>
    private const int Radius = 10;

    /// <summary>Least difference from the neighbourhood's mean: above the noise of compressed video, below faint titles.</summary>
    private const int LeastContrast = 11;

    /// <summary>
    /// Least difference in standard deviations, squared. The ground between strokes deviates too, but by less than this share wherever strokes
    /// cover less than a quarter; so letters do not get a bright rim that ties them together.
    /// </summary>
    private const double LeastDeviationSquared = 0.3;

    private InkMap(int width, int height, byte[] kinds) => (Width, Height, Kinds) = (width, height, kinds);

    public int Width { get; }

    public int Height { get; }

    /// <summary>One of the constants for each pixel, row by row.</summary>
    public byte[] Kinds { get; }

    public static InkMap Of(GrayPicture picture)
    {
        var (w, h) = (picture.Width, picture.Height);
        var kinds = new byte[w * h];
        var sums = new int[w];
        var squares = new int[w];
        for (var y = 0; y < Math.Min(Radius, h); y++) AddRow(picture, y, 1, sums, squares);
        for (var y = 0; y < h; y++)
        {
            if (y + Radius < h) AddRow(picture, y + Radius, 1, sums, squares);
            if (y - Radius - 1 >= 0) AddRow(picture, y - Radius - 1, -1, sums, squares);
            var rows = Math.Min(y + Radius, h - 1) - Math.Max(y - Radius, 0) + 1;
            Classify(picture.Pixels.AsSpan(y * w, w), kinds.AsSpan(y * w, w), sums, squares, rows);
        }

        return new InkMap(w, h, kinds);
    }

    private static void AddRow(GrayPicture picture, int y, int sign, int[] sums, int[] squares)
    {
        var row = picture.Pixels.AsSpan(y * picture.Width, picture.Width);
        for (var x = 0; x < row.Length; x++)
        {
            int value = row[x];
            sums[x] += sign * value;
            squares[x] += sign * value * value;
        }
    }

    private static void Classify(ReadOnlySpan<byte> row, Span<byte> kinds, int[] sums, int[] squares, int rows)
    {
        var w = row.Length;
        int sum = 0, square = 0, columns = 0;
        for (var x = 0; x < Math.Min(Radius, w); x++) (sum, square, columns) = (sum + sums[x], square + squares[x], columns + 1);
        for (var x = 0; x < w; x++)
        {
            if (x + Radius < w) (sum, square, columns) = (sum + sums[x + Radius], square + squares[x + Radius], columns + 1);
            if (x - Radius - 1 >= 0) (sum, square, columns) = (sum - sums[x - Radius - 1], square - squares[x - Radius - 1], columns - 1);
            var count = rows * columns;
            var difference = (row[x] * count) - sum;
            if (Math.Abs(difference) <= LeastContrast * count) continue;
            var spread = ((double)square * count) - ((double)sum * sum);
            if ((double)difference * difference <= LeastDeviationSquared * spread) continue;
            kinds[x] = difference < 0 ? Dark : Light;
        }
    }
}
