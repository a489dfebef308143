namespace LongVpo.Models.Pictures;

/// <summary>Into how many columns and rows of square tiles a picture is cut, so that a large or long one keeps its detail.</summary>
/// <param name="Columns">Tiles across.</param>
/// <param name="Rows">Tiles down.</param>
public readonly record struct TileGrid(int Columns, int Rows)
{
    /// <summary>Tiles of the grid; where there are several, the whole picture follows as one more.</summary>
    public int Cells => Columns * Rows;

    /// <summary>
    /// The grid whose proportions are nearest to the picture's. Of grids that are equally near the larger is taken if the picture has more than half its pixels.
    /// </summary>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="minimum">Fewest tiles.</param>
    /// <param name="maximum">Most tiles.</param>
    /// <param name="side">Pixels of a tile's side.</param>
    public static TileGrid Choose(int width, int height, int minimum, int maximum, int side)
    {
        var (best, distance) = (new TileGrid(1, 1), double.PositiveInfinity);
        foreach (var grid in Candidates(minimum, maximum))
        {
            var off = Math.Abs(((double)width / height) - ((double)grid.Columns / grid.Rows));
            // Exact comparison of two doubles made the same way: equal proportions give equal numbers.
            if (off < distance || (off == distance && (double)width * height > 0.5 * side * side * grid.Cells)) (best, distance) = (grid, off);
        }

        return best;
    }

    private static IEnumerable<TileGrid> Candidates(int minimum, int maximum) =>
        from columns in Enumerable.Range(1, maximum)
        from rows in Enumerable.Range(1, maximum)
        where columns * rows >= minimum && columns * rows <= maximum
        orderby columns * rows
        select new TileGrid(columns, rows);
}
