namespace LongVpo.Media.ScreenText;

/// <summary>
/// Grows a piece of large lettering to the whole of it: where letters touch, the finder sees some of them only, but all of them share one shade
/// and stand closer to each other than to anything else of that shade.
/// </summary>
internal static class SolidArea
{
    /// <summary>Cells per letter height: pieces that are a cell apart belong together, which is a little more than the gap between letters of a title.</summary>
    private const int CellsPerLetter = 5;

    /// <summary>How far the whole may reach beyond the piece, in letter heights; what goes on farther is scenery.</summary>
    private const double Across = 6;
    private const double Down = 1.3;

    /// <summary>Share of a cell's pixels that makes it ink.</summary>
    private const double Covered = 0.3;

    /// <summary>Share of the fullest row or column that letters cover at least.</summary>
    private const double Fair = 0.2;

    /// <param name="picture">Where the piece was found.</param>
    /// <param name="piece">Around the piece, in pixels of the picture.</param>
    /// <param name="letterHeight">Height of its letters in pixels.</param>
    /// <param name="isInk">Whether a pixel has the shade of the letters.</param>
    /// <returns>Around the whole; the piece itself where its shade goes on too far.</returns>
    public static PixelBox Grow(GrayPicture picture, PixelBox piece, double letterHeight, Func<byte, bool> isInk)
    {
        var cell = Math.Max(2, (int)(letterHeight / CellsPerLetter));
        var reach = new PixelBox(
            Math.Max(0, piece.Left - (Across * letterHeight)), Math.Max(0, piece.Top - (Down * letterHeight)),
            Math.Min(picture.Width, piece.Right + (Across * letterHeight)), Math.Min(picture.Height, piece.Bottom + (Down * letterHeight)));
        var area = picture.Cut(reach);
        var (columns, rows) = (area.Width / cell, area.Height / cell);
        if (columns < 3 || rows < 3) return piece;
        var inked = Cells(area, cell, columns, rows, isInk);
        var (left, top) = (Math.Floor(reach.Left), Math.Floor(reach.Top));
        var inCells = piece.Moved(-left, -top).Scaled(1.0 / cell);
        var grown = Flood(inked, columns, rows, inCells);
        // What touches the border of the reach goes on behind it.
        if (grown is not { } cells || cells.Left == 0 || cells.Top == 0 || cells.Right == columns || cells.Bottom == rows) return piece;
        return cells.Scaled(cell).Moved(left, top).Union(piece);
    }

    private static bool[] Cells(GrayPicture area, int cell, int columns, int rows, Func<byte, bool> isInk)
    {
        var inked = new bool[columns * rows];
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
            {
                var count = 0;
                for (var y = r * cell; y < (r + 1) * cell; y++)
                    foreach (var pixel in area.Pixels.AsSpan((y * area.Width) + (c * cell), cell))
                        if (isInk(pixel)) count++;
                inked[(r * columns) + c] = count >= Covered * cell * cell;
            }
        }

        return inked;
    }

    /// <summary>Around all inked cells that hang together with those in the piece; null where there are none.</summary>
    private static PixelBox? Flood(bool[] inked, int columns, int rows, PixelBox piece)
    {
        var (inRow, inColumn) = (new int[rows], new int[columns]);
        var open = new Stack<(int Row, int Column)>();
        for (var r = Math.Max(0, (int)piece.Top); r < Math.Min(rows, piece.Bottom); r++)
            for (var c = Math.Max(0, (int)piece.Left); c < Math.Min(columns, piece.Right); c++)
                open.Push((r, c));
        while (open.TryPop(out var at))
        {
            if (!inked[(at.Row * columns) + at.Column]) continue;
            inked[(at.Row * columns) + at.Column] = false;
            inRow[at.Row]++;
            inColumn[at.Column]++;
            for (var r = Math.Max(0, at.Row - 1); r <= Math.Min(rows - 1, at.Row + 1); r++)
                for (var c = Math.Max(0, at.Column - 1); c <= Math.Min(columns - 1, at.Column + 1); c++)
                    open.Push((r, c));
        }

        var (left, right) = Dense(inColumn);
        var (top, bottom) = Dense(inRow);
        return right > left && bottom > top ? new PixelBox(left, top, right, bottom) : null;
    }

    /// <summary>From the first to behind the last that holds a fair share of the fullest: bits of scenery of the same shade hang on to many a title.</summary>
    private static (int First, int Behind) Dense(int[] counts)
    {
        var least = Math.Max(1, Fair * counts.Max());
        return (Array.FindIndex(counts, c => c >= least), Array.FindLastIndex(counts, c => c >= least) + 1);
    }
}
