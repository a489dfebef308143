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

    /// <summary>c [32] = one row times the panel.</summary>
    public static void One(int depth, ref float a, ref ushort b, ref float c)
    {
        Vector512<float> x0 = default, y0 = default, x1 = default, y1 = default, x2 = default, y2 = default, x3 = default, y3 = default;
        for (; depth >= 4; depth -= 4)
        {
            Row(a, ref b, ref x0, ref y0);
            Row(Unsafe.Add(ref a, 1), ref Unsafe.Add(ref b, Tile.Columns), ref x1, ref y1);
            Row(Unsafe.Add(ref a, 2), ref Unsafe.Add(ref b, 2 * Tile.Columns), ref x2, ref y2);
            Row(Unsafe.Add(ref a, 3), ref Unsafe.Add(ref b, 3 * Tile.Columns), ref x3, ref y3);
            a = ref Unsafe.Add(ref a, 4);
            b = ref Unsafe.Add(ref b, 4 * Tile.Columns);
        }

        for (; depth > 0; depth--)
        {
            Row(a, ref b, ref x0, ref y0);
            a = ref Unsafe.Add(ref a, 1);
            b = ref Unsafe.Add(ref b, Tile.Columns);
        }

        (x0 + x1 + (x2 + x3)).StoreUnsafe(ref c);
        (y0 + y1 + (y2 + y3)).StoreUnsafe(ref c, 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(float a, ref ushort b, ref Vector512<float> x, ref Vector512<float> y)
    {
        var pairs = Vector512.LoadUnsafe(ref b).AsUInt32();
        var f = Vector512.Create(a);
        x = Vector512.FusedMultiplyAdd(f, (pairs << 16).AsSingle(), x);
        y = Vector512.FusedMultiplyAdd(f, (pairs & Vector512.Create(0xFFFF0000)).AsSingle(), y);
    }
}
