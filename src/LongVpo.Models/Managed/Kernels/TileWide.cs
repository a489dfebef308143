using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LongVpo.Models.Managed.Kernels;

/// <summary>
/// <see cref="Tile"/> with 512-bit registers. The kernels differ only in how many rows they keep in registers: as many as there are, since a product with few rows is limited by
/// reading the panel. They calculate all their rows; what stands in rows that are not used does not matter.
/// </summary>
internal static class TileWide
{
    /// <summary>Twelve rows: 24 sums, two registers of the panel and one factor fill 27 of 32 registers.</summary>
    public static void Twelve(int depth, ref float a, ref float b, nint bStride, ref float c, nint cStride, bool add)
    {
        Vector512<float> x0 = default, y0 = default, x1 = default, y1 = default, x2 = default, y2 = default, x3 = default, y3 = default, x4 = default, y4 = default, x5 = default, y5 = default;
        Vector512<float> x6 = default, y6 = default, x7 = default, y7 = default, x8 = default, y8 = default, x9 = default, y9 = default, x10 = default, y10 = default, x11 = default, y11 = default;
        for (; depth > 0; depth--)
        {
            var x = Vector512.LoadUnsafe(ref b);
            var y = Vector512.LoadUnsafe(ref b, 16);
            Row(a, x, y, ref x0, ref y0);
            Row(Unsafe.Add(ref a, Tile.Stride), x, y, ref x1, ref y1);
            Row(Unsafe.Add(ref a, 2 * Tile.Stride), x, y, ref x2, ref y2);
            Row(Unsafe.Add(ref a, 3 * Tile.Stride), x, y, ref x3, ref y3);
            Row(Unsafe.Add(ref a, 4 * Tile.Stride), x, y, ref x4, ref y4);
            Row(Unsafe.Add(ref a, 5 * Tile.Stride), x, y, ref x5, ref y5);
            Row(Unsafe.Add(ref a, 6 * Tile.Stride), x, y, ref x6, ref y6);
            Row(Unsafe.Add(ref a, 7 * Tile.Stride), x, y, ref x7, ref y7);
            Row(Unsafe.Add(ref a, 8 * Tile.Stride), x, y, ref x8, ref y8);
            Row(Unsafe.Add(ref a, 9 * Tile.Stride), x, y, ref x9, ref y9);
            Row(Unsafe.Add(ref a, 10 * Tile.Stride), x, y, ref x10, ref y10);
            Row(Unsafe.Add(ref a, 11 * Tile.Stride), x, y, ref x11, ref y11);
            a = ref Unsafe.Add(ref a, 1);
            b = ref Unsafe.Add(ref b, bStride);
        }

        Put(ref c, x0, y0, add);
        Put(ref Unsafe.Add(ref c, cStride), x1, y1, add);
        Put(ref Unsafe.Add(ref c, 2 * cStride), x2, y2, add);
        Put(ref Unsafe.Add(ref c, 3 * cStride), x3, y3, add);
        Put(ref Unsafe.Add(ref c, 4 * cStride), x4, y4, add);
        Put(ref Unsafe.Add(ref c, 5 * cStride), x5, y5, add);
        Put(ref Unsafe.Add(ref c, 6 * cStride), x6, y6, add);
        Put(ref Unsafe.Add(ref c, 7 * cStride), x7, y7, add);
        Put(ref Unsafe.Add(ref c, 8 * cStride), x8, y8, add);
        Put(ref Unsafe.Add(ref c, 9 * cStride), x9, y9, add);
        Put(ref Unsafe.Add(ref c, 10 * cStride), x10, y10, add);
        Put(ref Unsafe.Add(ref c, 11 * cStride), x11, y11, add);
    }

    /// <summary>Eight rows.</summary>
    public static void Eight(int depth, ref float a, ref float b, nint bStride, ref float c, nint cStride, bool add)
    {
        Vector512<float> x0 = default, y0 = default, x1 = default, y1 = default, x2 = default, y2 = default, x3 = default, y3 = default, x4 = default, y4 = default, x5 = default, y5 = default;
        Vector512<float> x6 = default, y6 = default, x7 = default, y7 = default;
        for (; depth > 0; depth--)
        {
            var x = Vector512.LoadUnsafe(ref b);
            var y = Vector512.LoadUnsafe(ref b, 16);
            Row(a, x, y, ref x0, ref y0);
            Row(Unsafe.Add(ref a, Tile.Stride), x, y, ref x1, ref y1);
            Row(Unsafe.Add(ref a, 2 * Tile.Stride), x, y, ref x2, ref y2);
            Row(Unsafe.Add(ref a, 3 * Tile.Stride), x, y, ref x3, ref y3);
            Row(Unsafe.Add(ref a, 4 * Tile.Stride), x, y, ref x4, ref y4);
            Row(Unsafe.Add(ref a, 5 * Tile.Stride), x, y, ref x5, ref y5);
            Row(Unsafe.Add(ref a, 6 * Tile.Stride), x, y, ref x6, ref y6);
            Row(Unsafe.Add(ref a, 7 * Tile.Stride), x, y, ref x7, ref y7);
            a = ref Unsafe.Add(ref a, 1);
            b = ref Unsafe.Add(ref b, bStride);
        }

        Put(ref c, x0, y0, add);
        Put(ref Unsafe.Add(ref c, cStride), x1, y1, add);
        Put(ref Unsafe.Add(ref c, 2 * cStride), x2, y2, add);
        Put(ref Unsafe.Add(ref c, 3 * cStride), x3, y3, add);
        Put(ref Unsafe.Add(ref c, 4 * cStride), x4, y4, add);
        Put(ref Unsafe.Add(ref c, 5 * cStride), x5, y5, add);
        Put(ref Unsafe.Add(ref c, 6 * cStride), x6, y6, add);
        Put(ref Unsafe.Add(ref c, 7 * cStride), x7, y7, add);
    }

    /// <summary>Four rows.</summary>
    public static void Four(int depth, ref float a, ref float b, nint bStride, ref float c, nint cStride, bool add)
    {
        Vector512<float> x0 = default, y0 = default, x1 = default, y1 = default, x2 = default, y2 = default, x3 = default, y3 = default;
        for (; depth > 0; depth--)
        {
            var x = Vector512.LoadUnsafe(ref b);
            var y = Vector512.LoadUnsafe(ref b, 16);
            Row(a, x, y, ref x0, ref y0);
            Row(Unsafe.Add(ref a, Tile.Stride), x, y, ref x1, ref y1);
            Row(Unsafe.Add(ref a, 2 * Tile.Stride), x, y, ref x2, ref y2);
            Row(Unsafe.Add(ref a, 3 * Tile.Stride), x, y, ref x3, ref y3);
            a = ref Unsafe.Add(ref a, 1);
            b = ref Unsafe.Add(ref b, bStride);
        }

        Put(ref c, x0, y0, add);
        Put(ref Unsafe.Add(ref c, cStride), x1, y1, add);
        Put(ref Unsafe.Add(ref c, 2 * cStride), x2, y2, add);
        Put(ref Unsafe.Add(ref c, 3 * cStride), x3, y3, add);
    }

    /// <summary>One row times two panels that lie <paramref name="apart"/>: four sums, so that none waits for the one before it.</summary>
    public static void Pair(int depth, ref float a, ref float b, nint bStride, nint apart, ref float c, nint cApart, bool add)
    {
        Vector512<float> x0 = default, y0 = default, x1 = default, y1 = default;
        for (; depth > 0; depth--)
        {
            ref var other = ref Unsafe.Add(ref b, apart);
            Row(a, Vector512.LoadUnsafe(ref b), Vector512.LoadUnsafe(ref b, 16), ref x0, ref y0);
            Row(a, Vector512.LoadUnsafe(ref other), Vector512.LoadUnsafe(ref other, 16), ref x1, ref y1);
            a = ref Unsafe.Add(ref a, 1);
            b = ref Unsafe.Add(ref b, bStride);
        }

        Put(ref c, x0, y0, add);
        Put(ref Unsafe.Add(ref c, cApart), x1, y1, add);
    }

    /// <summary>One row times one panel.</summary>
    public static void One(int depth, ref float a, ref float b, nint bStride, ref float c, bool add)
    {
        Vector512<float> x0 = default, y0 = default;
        for (; depth > 0; depth--)
        {
            Row(a, Vector512.LoadUnsafe(ref b), Vector512.LoadUnsafe(ref b, 16), ref x0, ref y0);
            a = ref Unsafe.Add(ref a, 1);
            b = ref Unsafe.Add(ref b, bStride);
        }

        Put(ref c, x0, y0, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(float a, Vector512<float> x, Vector512<float> y, ref Vector512<float> xSum, ref Vector512<float> ySum)
    {
        var f = Vector512.Create(a);
        xSum = Vector512.FusedMultiplyAdd(f, x, xSum);
        ySum = Vector512.FusedMultiplyAdd(f, y, ySum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(ref float c, Vector512<float> x, Vector512<float> y, bool add)
    {
        if (add)
        {
            x += Vector512.LoadUnsafe(ref c);
            y += Vector512.LoadUnsafe(ref c, 16);
        }

        x.StoreUnsafe(ref c);
        y.StoreUnsafe(ref c, 16);
    }
}
