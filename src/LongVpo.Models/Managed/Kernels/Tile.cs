using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LongVpo.Models.Managed.Kernels;

/// <summary>
/// The innermost product: a few rows times one panel of 32 columns. All its kernels add in the same order (along a piece of at most 256, then piece by piece), so a row's result is
/// the same to the last bit however many rows share a step, however a prompt is cut and on however many threads.
/// </summary>
internal static class Tile
{
    /// <summary>Columns of one panel.</summary>
    public const int Columns = Panels.Columns;

    /// <summary>Most rows of one call: 24 accumulators of 16 numbers, which leaves 8 of 32 registers for what is read.</summary>
    public const int RowsMax = 12;

    /// <summary>Longest sum of one call: a panel of that depth is 32 KiB, a tile of rows 12 KiB, and both are read again while they are in the first caches.</summary>
    public const int DepthMax = 256;

    /// <summary>Distance of the rows of <c>a</c>: a constant, so that addresses need no arithmetic, and odd in cache lines, so that the rows do not share places in the cache.</summary>
    public const int Stride = DepthMax + 16;

    /// <summary>c [rows, 32] = or += a times b.</summary>
    /// <param name="rows">1 to <see cref="RowsMax"/>.</param>
    /// <param name="depth">Length of the sums, up to <see cref="DepthMax"/>.</param>
    /// <param name="a">Up to <see cref="RowsMax"/> rows of <paramref name="depth"/> numbers, <see cref="Stride"/> apart.</param>
    /// <param name="b">[depth] rows of at least 32 numbers.</param>
    /// <param name="bStride">Distance of its rows.</param>
    /// <param name="c">[rows] of at least 32 numbers; there must be room for <see cref="RowsMax"/> unless there is one row, for rows that are not used may be written.</param>
    /// <param name="cStride">Distance of its rows.</param>
    /// <param name="add">Whether c is added to.</param>
    public static void Multiply(int rows, int depth, ref float a, ref float b, nint bStride, ref float c, nint cStride, bool add)
    {
        if (!Vector512.IsHardwareAccelerated) Narrow(rows, depth, ref a, ref b, bStride, ref c, cStride, add);
        else if (rows > 8) TileWide.Twelve(depth, ref a, ref b, bStride, ref c, cStride, add);
        else if (rows > 4) TileWide.Eight(depth, ref a, ref b, bStride, ref c, cStride, add);
        else if (rows > 1) TileWide.Four(depth, ref a, ref b, bStride, ref c, cStride, add);
        else TileWide.One(depth, ref a, ref b, bStride, ref c, add);
    }

    /// <summary>One row times some panels: c [32 * panels] = or += a times b.</summary>
    /// <param name="panels">How many panels.</param>
    /// <param name="depth">Length of the sums, up to <see cref="DepthMax"/>.</param>
    /// <param name="a">The row.</param>
    /// <param name="b">The first panel.</param>
    /// <param name="bStride">Distance of a panel's rows.</param>
    /// <param name="apart">Distance of the panels.</param>
    /// <param name="c">Where the first panel's columns go; the others' go behind them.</param>
    /// <param name="add">Whether c is added to.</param>
    public static void Row(int panels, int depth, ref float a, ref float b, nint bStride, nint apart, ref float c, bool add)
    {
        for (; panels > 1 && Vector512.IsHardwareAccelerated; panels -= 2)
        {
            TileWide.Pair(depth, ref a, ref b, bStride, apart, ref c, Columns, add);
            b = ref Unsafe.Add(ref b, 2 * apart);
            c = ref Unsafe.Add(ref c, 2 * Columns);
        }

        for (; panels > 0; panels--)
        {
            Multiply(1, depth, ref a, ref b, bStride, ref c, Columns, add);
            b = ref Unsafe.Add(ref b, apart);
            c = ref Unsafe.Add(ref c, Columns);
        }
    }

    /// <summary>The same with 256-bit registers only.</summary>
    public static void Narrow(int rows, int depth, ref float a, ref float b, nint bStride, ref float c, nint cStride, bool add)
    {
        if (rows == 1) TileNarrow.One(depth, ref a, ref b, bStride, ref c, add);
        for (var half = 0; half < Columns && rows > 1; half += Columns / 2)
        {
            ref var left = ref Unsafe.Add(ref b, half);
            ref var into = ref Unsafe.Add(ref c, half);
            TileNarrow.Six(depth, ref a, ref left, bStride, ref into, cStride, add);
            if (rows > 6) TileNarrow.Six(depth, ref Unsafe.Add(ref a, 6 * Stride), ref left, bStride, ref Unsafe.Add(ref into, 6 * cStride), cStride, add);
        }
    }
}
