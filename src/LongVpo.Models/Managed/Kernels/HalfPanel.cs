using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LongVpo.Models.Managed.Kernels;

/// <summary>Panels of bfloat16 weights: widened in registers for one row, which halves what is read from memory, and written out as float32 for many rows.</summary>
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(float a, ref ushort b, ref Vector512<float> x, ref Vector512<float> y)
    {
        var pairs = Vector512.LoadUnsafe(ref b).AsUInt32();
        var f = Vector512.Create(a);
        x = Vector512.FusedMultiplyAdd(f, (pairs << 16).AsSingle(), x);
        y = Vector512.FusedMultiplyAdd(f, (pairs & Vector512.Create(0xFFFF0000)).AsSingle(), y);
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
