namespace LongVpo.Media.ScreenText;

/// <summary>
/// The shape of a line's ink in a few hundred bits: equal as long as the same letters stand there, whatever moves behind them, and different
/// as soon as one digit changes. It is what saves reading a title twenty times, and what the next segment gets to go on with.
/// </summary>
internal sealed class LineSignature
{
    /// <summary>Rows: enough to tell 3 from 8.</summary>
    public const int Rows = 16;

    /// <summary>Columns at most; longer lines get coarser columns.</summary>
    public const int MostColumns = 256;

    /// <summary>Cells of a window about one letter wide, in which a change is looked for.</summary>
    private const int Window = 12;

    /// <summary>Thick differences inside one window that make a change; compression flickers along edges only, one cell thick.</summary>
    private const int LeastChange = 3;

    /// <summary>The same where digits stand: an 8 becomes a 9 by one short stroke, and a needless reading costs less than a wrong clock.</summary>
    private const int LeastDigitChange = 1;

    private readonly byte[] _ink;

    private LineSignature(int columns, byte[] ink) => (Columns, _ink) = (columns, ink);

    public int Columns { get; }

    /// <summary>Looks at the ink of one polarity inside a box.</summary>
    public static LineSignature Of(TextLayer layer, PixelBox box, byte polarity)
    {
        var columns = ColumnsOf(box);
        var ink = new byte[Rows * columns];
        var scaled = box.Scaled(1 / layer.Scale);
        for (var r = 0; r < Rows; r++)
        {
            var y = Math.Clamp((int)(scaled.Top + (scaled.Height * (r + 0.5) / Rows)), 0, layer.Ink.Height - 1);
            for (var c = 0; c < columns; c++)
            {
                var x = Math.Clamp((int)(scaled.Left + (scaled.Width * (c + 0.5) / columns)), 0, layer.Ink.Width - 1);
                if (layer.Ink.Kinds[(y * layer.Ink.Width) + x] == polarity) ink[(r * columns) + c] = 1;
            }
        }

        return new LineSignature(columns, ink);
    }

    public static int ColumnsOf(PixelBox box) => Math.Clamp((int)Math.Round(Rows * box.Width / Math.Max(1, box.Height)), Rows, MostColumns);

    /// <summary>Whether the same letters stand at the same place; a shift of one cell is a tremble, not a change.</summary>
    /// <param name="other">The shape at another time.</param>
    /// <param name="digits">Whether digits were read here, so that smaller changes count.</param>
    public bool SameAs(LineSignature other, bool digits)
    {
        if (Columns != other.Columns) return false;
        var (bestX, bestY, least) = (0, 0, int.MaxValue);
        for (var y = -1; y <= 1; y++)
        {
            for (var x = -1; x <= 1; x++)
            {
                var differing = Differing(other, x, y);
                if (differing < least) (bestX, bestY, least) = (x, y, differing);
            }
        }

        var inked = Math.Max(1, Math.Min(Inked, other.Inked));
        return least <= 0.6 * inked && WorstWindow(other, bestX, bestY) < (digits ? LeastDigitChange : LeastChange);
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[(_ink.Length + 7) / 8];
        for (var i = 0; i < _ink.Length; i++) bytes[i / 8] |= (byte)(_ink[i] << (i % 8));
        return bytes;
    }

    /// <exception cref="FormatException">Not as many bytes as the columns need.</exception>
    public static LineSignature FromBytes(int columns, byte[] bytes)
    {
        if (columns is < Rows or > MostColumns || bytes.Length != ((Rows * columns) + 7) / 8)
            throw new FormatException($"{bytes.Length} bytes are not the shape of a line of {columns} columns.");
        var ink = new byte[Rows * columns];
        for (var i = 0; i < ink.Length; i++) ink[i] = (byte)((bytes[i / 8] >> (i % 8)) & 1);
        return new LineSignature(columns, ink);
    }

    private int Inked => _ink.Count(cell => cell != 0);

    private int Differing(LineSignature other, int x, int y)
    {
        var count = 0;
        for (var r = 1; r < Rows - 1; r++)
            for (var c = 1; c < Columns - 1; c++)
                count += Differs(other, r, c, x, y);
        return count;
    }

    private int WorstWindow(LineSignature other, int x, int y)
    {
        var thick = new int[Columns];
        for (var r = 1; r < Rows - 2; r++)
        {
            for (var c = 1; c < Columns - 2; c++)
            {
                var block = Differs(other, r, c, x, y) + Differs(other, r + 1, c, x, y) + Differs(other, r, c + 1, x, y) + Differs(other, r + 1, c + 1, x, y);
                if (block >= 4) thick[c]++;
            }
        }

        var (worst, sum) = (0, 0);
        for (var c = 0; c < Columns; c++)
        {
            sum += thick[c] - (c >= Window ? thick[c - Window] : 0);
            worst = Math.Max(worst, sum);
        }

        return worst;
    }

    private int Differs(LineSignature other, int row, int column, int x, int y) =>
        _ink[(row * Columns) + column] ^ other._ink[((row + y) * Columns) + column + x];
}
