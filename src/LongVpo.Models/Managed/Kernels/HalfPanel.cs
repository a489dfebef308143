using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LongVpo.Models.Managed.Kernels;

/// <summary>Panels of bfloat16 weights: widened in registers for up to eight rows, which halves what is read from memory, and written out as float32 for more.</summary>
internal static class HalfPanel
{
    /// <summary>Writes a panel of this depth out as float32.</summary>
    public static void Widen(int depth, ref ushort b, ref float wide)
    {
        for (; depth > 0; depth--)
        {
            var pairs = Vector512.LoadUnsafe(ref b).AsUInt32();
            (pairs << 16).AsSingle().StoreUnsafe(ref wide);
            (pairs & Vector512.Create(0xFFFF0000)).AsSingle().StoreUnsafe(ref wide, 16);
            b = ref Unsafe.Add(ref b, Tile.Columns);
            wide = ref Unsafe.Add(ref wide, Tile.Columns);
        }
    }

    /// <summary>c [64] = or += one row times two panels that lie <paramref name="apart"/>.</summary>
    public static void Pair(int depth, ref float a, ref ushort b, nint apart, ref float c, bool add)
    {
        Vector512<float> x0 = default, y0 = default, x1 = default, y1 = default;
        for (; depth > 0; depth--)
        {
            Row(a, ref b, ref x0, ref y0);
            Row(a, ref Unsafe.Add(ref b, apart), ref x1, ref y1);
            a = ref Unsafe.Add(ref a, 1);
            b = ref Unsafe.Add(ref b, Tile.Columns);
        }

        Put(ref c, x0, y0, add);
        Put(ref Unsafe.Add(ref c, Tile.Columns), x1, y1, add);
    }

    /// <summary>c [32] = or += one row times one panel.</summary>
    public static void One(int depth, ref float a, ref ushort b, ref float c, bool add)
    {
        Vector512<float> x0 = default, y0 = default;
        for (; depth > 0; depth--)
        {
            Row(a, ref b, ref x0, ref y0);
            a = ref Unsafe.Add(ref a, 1);
            b = ref Unsafe.Add(ref b, Tile.Columns);
        }

        Put(ref c, x0, y0, add);
    }

    /// <summary>Eight rows, <see cref="Tile.Stride"/> apart, times one panel.</summary>
    public static void Eight(int depth, ref float a, ref ushort b, ref float c, bool add)
    {
        Vector512<float> x0 = default, y0 = default, x1 = default, y1 = default, x2 = default, y2 = default, x3 = default, y3 = default, x4 = default, y4 = default, x5 = default, y5 = default, x6 = default, y6 = default, x7 = default, y7 = default;
        for (; depth > 0; depth--)
        {
            var pairs = Vector512.LoadUnsafe(ref b).AsUInt32();
            var x = (pairs << 16).AsSingle();
            var y = (pairs & Vector512.Create(0xFFFF0000)).AsSingle();
            Sum(a, x, y, ref x0, ref y0);
            Sum(Unsafe.Add(ref a, Tile.Stride), x, y, ref x1, ref y1);
            Sum(Unsafe.Add(ref a, 2 * Tile.Stride), x, y, ref x2, ref y2);
            Sum(Unsafe.Add(ref a, 3 * Tile.Stride), x, y, ref x3, ref y3);
            Sum(Unsafe.Add(ref a, 4 * Tile.Stride), x, y, ref x4, ref y4);
            Sum(Unsafe.Add(ref a, 5 * Tile.Stride), x, y, ref x5, ref y5);
            Sum(Unsafe.Add(ref a, 6 * Tile.Stride), x, y, ref x6, ref y6);
            Sum(Unsafe.Add(ref a, 7 * Tile.Stride), x, y, ref x7, ref y7);
            a = ref Unsafe.Add(ref a, 1);
            b = ref Unsafe.Add(ref b, Tile.Columns);
        }

        Put(ref c, x0, y0, add);
        Put(ref Unsafe.Add(ref c, Tile.Stride), x1, y1, add);
        Put(ref Unsafe.Add(ref c, 2 * Tile.Stride), x2, y2, add);
        Put(ref Unsafe.Add(ref c, 3 * Tile.Stride), x3, y3, add);
        Put(ref Unsafe.Add(ref c, 4 * Tile.Stride), x4, y4, add);
        Put(ref Unsafe.Add(ref c, 5 * Tile.Stride), x5, y5, add);
        Put(ref Unsafe.Add(ref c, 6 * Tile.Stride), x6, y6, add);
        Put(ref Unsafe.Add(ref c, 7 * Tile.Stride), x7, y7, add);
    }

    /// <summary>Four rows.</summary>
    public static void Four(int depth, ref float a, ref ushort b, ref float c, bool add)
    {
        Vector512<float> x0 = default, y0 = default, x1 = default, y1 = default, x2 = default, y2 = default, x3 = default, y3 = default;
        for (; depth > 0; depth--)
        {
            var pairs = Vector512.LoadUnsafe(ref b).AsUInt32();
            var x = (pairs << 16).AsSingle();
            var y = (pairs & Vector512.Create(0xFFFF0000)).AsSingle();
            Sum(a, x, y, ref x0, ref y0);
            Sum(Unsafe.Add(ref a, Tile.Stride), x, y, ref x1, ref y1);
            Sum(Unsafe.Add(ref a, 2 * Tile.Stride), x, y, ref x2, ref y2);
            Sum(Unsafe.Add(ref a, 3 * Tile.Stride), x, y, ref x3, ref y3);
            a = ref Unsafe.Add(ref a, 1);
            b = ref Unsafe.Add(ref b, Tile.Columns);
        }

        Put(ref c, x0, y0, add);
        Put(ref Unsafe.Add(ref c, Tile.Stride), x1, y1, add);
        Put(ref Unsafe.Add(ref c, 2 * Tile.Stride), x2, y2, add);
        Put(ref Unsafe.Add(ref c, 3 * Tile.Stride), x3, y3, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sum(float a, Vector512<float> x, Vector512<float> y, ref Vector512<float> xSum, ref Vector512<float> ySum)
    {
        var f = Vector512.Create(a);
        xSum = Vector512.FusedMultiplyAdd(f, x, xSum);
        ySum = Vector512.FusedMultiplyAdd(f, y, ySum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(float a, ref ushort b, ref Vector512<float> x, ref Vector512<float> y)
    {
        var pairs = Vector512.LoadUnsafe(ref b).AsUInt32();
        Sum(a, (pairs << 16).AsSingle(), (pairs & Vector512.Create(0xFFFF0000)).AsSingle(), ref x, ref y);
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
