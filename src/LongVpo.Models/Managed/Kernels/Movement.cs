using System.Numerics.Tensors;

namespace LongVpo.Models.Managed.Kernels;

/// <summary>Moves numbers to other places: dimensions in another order, pictures in patches, grids in other sizes.</summary>
internal static class Movement
{
    // The parameter of the cubic kernel that torch uses; Pillow and others take -0.5.
    private const double CubicA = -0.75;

    /// <summary>Writes x of this shape with its dimensions in another order; runs that stay together are copied as such.</summary>
    public static void Permute(ReadOnlySpan<float> x, ReadOnlySpan<int> shape, ReadOnlySpan<int> order, Span<float> y)
    {
        if (y.IsEmpty) return;
        var rank = shape.Length;
        Span<int> strides = stackalloc int[rank];
        for (int i = rank - 1, run = 1; i >= 0; run *= shape[i--]) strides[i] = run;
        var kept = rank;
        var length = 1;
        while (kept > 0 && order[kept - 1] == kept - 1) length *= shape[--kept];
        Span<int> place = stackalloc int[rank];
        place.Clear();
        var from = 0;
        for (var at = 0; at < y.Length; at += length)
        {
            x.Slice(from, length).CopyTo(y[at..]);
            for (var i = kept - 1; i >= 0; i--)
            {
                from += strides[order[i]];
                if (++place[i] < shape[order[i]]) break;
                from -= strides[order[i]] * place[i];
                place[i] = 0;
            }
        }
    }

    /// <summary>Cuts pictures [frames, channels, height, width] into patches [frames, rows*columns, channels*size*size].</summary>
    public static void Patches(ReadOnlySpan<float> pictures, int frames, int channels, int height, int width, int size, Span<float> y)
    {
        var (down, across) = (height / size, width / size);
        var at = 0;
        for (var patch = 0; patch < frames * down * across; patch++)
        {
            var (frame, place) = Math.DivRem(patch, down * across);
            for (var channel = 0; channel < channels; channel++)
            {
                for (var row = 0; row < size; row++)
                {
                    var line = (((((frame * channels) + channel) * height) + (place / across * size) + row) * width) + (place % across * size);
                    pictures.Slice(line, size).CopyTo(y[at..]);
                    at += size;
                }
            }
        }
    }

    /// <summary>Resizes a grid [rows, columns, channels]; places outside repeat the border.</summary>
    public static void Bicubic(ReadOnlySpan<float> grid, int rows, int columns, int channels, int height, int width, Span<float> y)
    {
        Span<float> down = stackalloc float[4];
        Span<float> across = stackalloc float[4];
        y.Clear();
        for (var row = 0; row < height; row++)
        {
            var top = Weights(row, rows, height, down);
            for (var column = 0; column < width; column++)
            {
                var left = Weights(column, columns, width, across);
                var into = y.Slice(((row * width) + column) * channels, channels);
                for (var tap = 0; tap < 16; tap++)
                {
                    var from = (Math.Clamp(top + (tap / 4), 0, rows - 1) * columns) + Math.Clamp(left + (tap % 4), 0, columns - 1);
                    TensorPrimitives.MultiplyAdd(grid.Slice(from * channels, channels), down[tap / 4] * across[tap % 4], into, into);
                }
            }
        }
    }

    // Fills in the weights of four neighbours and returns the place of the first.
    private static int Weights(int place, int from, int to, Span<float> weights)
    {
        var exact = ((place + 0.5) * from / to) - 0.5;
        var floor = Math.Floor(exact);
        for (var i = 0; i < 4; i++) weights[i] = (float)Cubic(Math.Abs(exact - (floor - 1 + i)));
        return (int)floor - 1;
    }

    private static double Cubic(double distance) => distance switch
    {
        <= 1 => ((((CubicA + 2) * distance) - (CubicA + 3)) * distance * distance) + 1,
        < 2 => (((((CubicA * distance) - (5 * CubicA)) * distance) + (8 * CubicA)) * distance) - (4 * CubicA),
        _ => 0,
    };
}
