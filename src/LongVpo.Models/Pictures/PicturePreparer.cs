using System.Buffers;

namespace LongVpo.Models.Pictures;

/// <summary>
/// Turns pictures into the numbers a vision tower takes: resized to its side, each colour shifted and scaled, colours apart ([3, side, side]). Holds nothing but tables, so any number of threads
/// may share one.
/// </summary>
public sealed class PicturePreparer
{
    private readonly float[][] _values;

    /// <summary>A preparer for one model.</summary>
    public PicturePreparer(PictureSettings settings)
    {
        Settings = settings;
        _values = [Table(settings.Mean.Red, settings.Deviation.Red), Table(settings.Mean.Green, settings.Deviation.Green), Table(settings.Mean.Blue, settings.Deviation.Blue)];
    }

    /// <summary>How the model wants its pictures.</summary>
    public PictureSettings Settings { get; }

    /// <summary>Numbers of one tile or frame.</summary>
    public int Floats => 3 * Settings.Side * Settings.Side;

    /// <summary>Tiles that a still picture of this size becomes, the thumbnail included.</summary>
    public int CountTiles(int width, int height)
    {
        var cells = Grid(width, height).Cells;
        return cells > 1 && Settings.Thumbnail ? cells + 1 : cells;
    }

    /// <summary>Prepares a frame of a video, or a picture as one tile; its proportions are not kept.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="into">Room for <see cref="Floats"/> numbers.</param>
    public void Whole(RgbView picture, Span<float> into)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(into.Length, Floats);
        var side = Settings.Side;
        if (picture.Width == side && picture.Height == side)
        {
            Normalise(picture.Rgb, side * 3, into);
            return;
        }

        var length = side * side * 3;
        var resized = ArrayPool<byte>.Shared.Rent(length);
        BicubicResizer.Resize(picture, side, side, resized.AsSpan(0, length));
        Normalise(resized.AsSpan(0, length), side * 3, into);
        ArrayPool<byte>.Shared.Return(resized);
    }

    /// <summary>Prepares a still picture as tiles, row by row, then the whole picture where there are several.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="into">Room for <see cref="CountTiles"/> times <see cref="Floats"/> numbers.</param>
    public void Tiles(RgbView picture, Span<float> into)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(into.Length, CountTiles(picture.Width, picture.Height) * Floats);
        var grid = Grid(picture.Width, picture.Height);
        var side = Settings.Side;
        var stride = grid.Columns * side * 3;
        var length = checked(stride * grid.Rows * side);
        var resized = ArrayPool<byte>.Shared.Rent(length);
        BicubicResizer.Resize(picture, grid.Columns * side, grid.Rows * side, resized.AsSpan(0, length));
        for (var cell = 0; cell < grid.Cells; cell++)
        {
            var corner = (cell / grid.Columns * side * stride) + (cell % grid.Columns * side * 3);
            Normalise(resized.AsSpan(corner, length - corner), stride, into.Slice(cell * Floats, Floats));
        }

        ArrayPool<byte>.Shared.Return(resized);
        if (grid.Cells > 1 && Settings.Thumbnail) Whole(picture, into[(grid.Cells * Floats)..]);
    }

    private static float[] Table(double mean, double deviation) => [.. Enumerable.Range(0, 256).Select(level => (float)(((level / 255.0) - mean) / deviation))];

    private TileGrid Grid(int width, int height) => TileGrid.Choose(width, height, Settings.MinTiles, Settings.MaxTiles, Settings.Side);

    private void Normalise(ReadOnlySpan<byte> rgb, int stride, Span<float> into)
    {
        var side = Settings.Side;
        var plane = side * side;
        var (reds, greens, blues) = (_values[0], _values[1], _values[2]);
        for (var y = 0; y < side; y++)
        {
            var row = rgb.Slice(y * stride, side * 3);
            var red = into.Slice(y * side, side);
            var green = into.Slice(plane + (y * side), side);
            var blue = into.Slice((2 * plane) + (y * side), side);
            for (int x = 0, at = 0; x < red.Length; x++, at += 3)
            {
                red[x] = reds[row[at]];
                green[x] = greens[row[at + 1]];
                blue[x] = blues[row[at + 2]];
            }
        }
    }
}
