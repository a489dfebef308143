using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LongVpo.Models.Managed.Kernels;

/// <summary>Rows times a packed matrix.</summary>
internal static class PanelProduct
{
    /// <summary>y [rows, outputs] = x [rows, inputs] times the matrix transposed, plus the bias.</summary>
    public static void Multiply(ReadOnlySpan<float> x, int rows, Panels matrix, ReadOnlySpan<float> bias, Span<float> y)
    {
        var depth = matrix.Inputs;
        var pieces = (depth + Tile.DepthMax - 1) / Tile.DepthMax;
        ref var packed = ref Scratch.Mine.Rows(pieces).First;
        ref var wide = ref Scratch.Mine.Wide(pieces).First;
        for (var top = 0; top < rows; top += Tile.RowsMax)
        {
            var count = Math.Min(Tile.RowsMax, rows - top);
            Pack(x.Slice(top * depth, count * depth), count, depth, ref packed);
            for (var panel = 0; panel < matrix.Count; panel++)
            {
                ref var b = ref wide;
                if (matrix.IsHalf) Widen(ref matrix.HalfPanel(panel), depth, ref wide);
                else b = ref matrix.Panel(panel);
                Column(count, depth, ref packed, ref b, bias, y.Slice(top * matrix.Outputs, count * matrix.Outputs), panel, matrix.Outputs);
            }
        }
    }

    private static void Column(int count, int depth, ref float packed, ref float b, ReadOnlySpan<float> bias, Span<float> y, int panel, int outputs)
    {
        ref var tile = ref Scratch.Mine.Results.First;
        for (var k = 0; k < depth; k += Tile.DepthMax)
        {
            var piece = k / Tile.DepthMax * Tile.RowsMax * Tile.Stride;
            Tile.Multiply(count, Math.Min(Tile.DepthMax, depth - k), ref Unsafe.Add(ref packed, piece), ref Unsafe.Add(ref b, k * Tile.Columns), Tile.Columns, ref tile, Tile.Stride, add: k > 0);
        }

        var first = panel * Tile.Columns;
        var used = Math.Min(Tile.Columns, outputs - first);
        for (var row = 0; row < count; row++)
        {
            var into = y.Slice((row * outputs) + first, used);
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref tile, row * Tile.Stride), used).CopyTo(into);
            for (var i = 0; i < used && !bias.IsEmpty; i++) into[i] += bias[first + i];
        }
    }

    private static void Pack(ReadOnlySpan<float> x, int count, int depth, ref float packed)
    {
        for (var k = 0; k < depth; k += Tile.DepthMax)
        {
            for (var row = 0; row < count; row++)
            {
                var from = x.Slice((row * depth) + k, Math.Min(Tile.DepthMax, depth - k));
                from.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref packed, ((k / Tile.DepthMax * Tile.RowsMax) + row) * Tile.Stride), from.Length));
            }
        }
    }

    private static void Widen(ref ushort halves, int depth, ref float wide)
    {
        for (var k = 0; k < depth * Tile.Columns; k += Tile.Columns)
        {
            for (var i = 0; i < Tile.Columns / 2; i++)
            {
                Unsafe.Add(ref wide, k + i) = BFloat16.Widen(Unsafe.Add(ref halves, k + (2 * i)));
                Unsafe.Add(ref wide, k + 16 + i) = BFloat16.Widen(Unsafe.Add(ref halves, k + (2 * i) + 1));
            }
        }
    }
}
