using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LongVpo.Models.Managed.Kernels;

/// <summary><see cref="Tile"/> with 256-bit registers, of which there are only 16: six rows of half a panel.</summary>
internal static class TileNarrow
{
    /// <summary>Six rows of 16 columns: 12 sums.</summary>
    public static void Six(int depth, ref float a, ref float b, nint bStride, ref float c, nint cStride, bool add)
    {
        Vector256<float> x0 = default, y0 = default, x1 = default, y1 = default, x2 = default, y2 = default, x3 = default, y3 = default, x4 = default, y4 = default, x5 = default, y5 = default;
        for (; depth > 0; depth--)
        {
            var x = Vector256.LoadUnsafe(ref b);
            var y = Vector256.LoadUnsafe(ref b, 8);
            Row(a, x, y, ref x0, ref y0);
            Row(Unsafe.Add(ref a, Tile.Stride), x, y, ref x1, ref y1);
            Row(Unsafe.Add(ref a, 2 * Tile.Stride), x, y, ref x2, ref y2);
            Row(Unsafe.Add(ref a, 3 * Tile.Stride), x, y, ref x3, ref y3);
            Row(Unsafe.Add(ref a, 4 * Tile.Stride), x, y, ref x4, ref y4);
            Row(Unsafe.Add(ref a, 5 * Tile.Stride), x, y, ref x5, ref y5);
            a = ref Unsafe.Add(ref a, 1);
            b = ref Unsafe.Add(ref b, bStride);
        }

        Put(ref c, x0, y0, add);
        Put(ref Unsafe.Add(ref c, cStride), x1, y1, add);
        Put(ref Unsafe.Add(ref c, 2 * cStride), x2, y2, add);
        Put(ref Unsafe.Add(ref c, 3 * cStride), x3, y3, add);
        Put(ref Unsafe.Add(ref c, 4 * cStride), x4, y4, add);
        Put(ref Unsafe.Add(ref c, 5 * cStride), x5, y5, add);
    }

    /// <summary>One row times one panel: four sums.</summary>
    public static void One(int depth, ref float a, ref float b, nint bStride, ref float c, bool add)
    {
        Vector256<float> x0 = default, y0 = default, x1 = default, y1 = default;
        for (; depth > 0; depth--)
        {
            Row(a, Vector256.LoadUnsafe(ref b), Vector256.LoadUnsafe(ref b, 8), ref x0, ref y0);
            Row(a, Vector256.LoadUnsafe(ref b, 16), Vector256.LoadUnsafe(ref b, 24), ref x1, ref y1);
            a = ref Unsafe.Add(ref a, 1);
            b = ref Unsafe.Add(ref b, bStride);
        }

        Put(ref c, x0, y0, add);
        Put(ref Unsafe.Add(ref c, 16), x1, y1, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(float a, Vector256<float> x, Vector256<float> y, ref Vector256<float> xSum, ref Vector256<float> ySum)
    {
        var f = Vector256.Create(a);
        xSum = Vector256.FusedMultiplyAdd(f, x, xSum);
        ySum = Vector256.FusedMultiplyAdd(f, y, ySum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(ref float c, Vector256<float> x, Vector256<float> y, bool add)
    {
        if (add)
        {
            x += Vector256.LoadUnsafe(ref c);
            y += Vector256.LoadUnsafe(ref c, 8);
        }

        x.StoreUnsafe(ref c);
        y.StoreUnsafe(ref c, 8);
    }
}
