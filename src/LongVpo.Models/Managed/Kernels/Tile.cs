using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LongVpo.Models.Managed.Kernels;

/// <summary>The innermost product: a few rows times one panel of 32 columns.</summary>
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
    /// <param name="a">[rows] of <paramref name="depth"/> numbers, <see cref="Stride"/> apart.</param>
    /// <param name="b">[depth] rows of at least 32 numbers.</param>
    /// <param name="bStride">Distance of its rows.</param>
    /// <param name="c">[rows] of at least 32 numbers.</param>
    /// <param name="cStride">Distance of its rows.</param>
    /// <param name="add">Whether c is added to.</param>
    public static void Multiply(int rows, int depth, ref float a, ref float b, nint bStride, ref float c, nint cStride, bool add)
    {
        for (var row = 0; row < rows; row++)
        {
            var left = Vector512<float>.Zero;
            var right = Vector512<float>.Zero;
            for (var k = 0; k < depth; k++)
            {
                var factor = Vector512.Create(Unsafe.Add(ref a, (row * Stride) + k));
                ref var line = ref Unsafe.Add(ref b, k * bStride);
                left = Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref line), left);
                right = Vector512.FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref line, 16), right);
            }

            ref var into = ref Unsafe.Add(ref c, row * cStride);
            if (add)
            {
                left += Vector512.LoadUnsafe(ref into);
                right += Vector512.LoadUnsafe(ref into, 16);
            }

            left.StoreUnsafe(ref into);
            right.StoreUnsafe(ref into, 16);
        }
    }
}
