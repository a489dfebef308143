using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LongVpo.Models.Managed.Kernels;

/// <summary>
/// Rows times a packed matrix. Few rows read every panel once from front to back, since reading is all that costs then. Many rows go block by block (16 panels, 256 deep: half a
/// megabyte), so that a block is read again from the second cache for every tile of rows.
/// </summary>
internal static class PanelProduct
{
    /// <summary>Up to so many rows count as few.</summary>
    public const int Few = Tile.RowsMax;

    /// <summary>Panels of one block.</summary>
    public const int BlockPanels = 16;

    /// <summary>y [rows, outputs] = x [rows, inputs] times the panels first to end of the matrix transposed, plus the bias; other columns of y stay as they are.</summary>
    public static void Multiply(ReadOnlySpan<float> x, int rows, Panels matrix, ReadOnlySpan<float> bias, Span<float> y, int first, int end)
    {
        if (rows <= Few)
        {
            FewRows(x, rows, matrix, bias, y, first, end);
            return;
        }

        for (var row = 0; row < rows; row++)
        {
            var columns = y.Slice((row * matrix.Outputs) + (first * Tile.Columns), Math.Min(end * Tile.Columns, matrix.Outputs) - (first * Tile.Columns));
            if (bias.IsEmpty) columns.Clear();
            else bias.Slice(first * Tile.Columns, columns.Length).CopyTo(columns);
        }

        for (var panel = first; panel < end; panel += BlockPanels)
        {
            for (var k = 0; k < matrix.Inputs; k += Tile.DepthMax) Block(x, rows, matrix, y, panel, Math.Min(panel + BlockPanels, end), k, Math.Min(Tile.DepthMax, matrix.Inputs - k));
        }
    }

    private static void Block(ReadOnlySpan<float> x, int rows, Panels matrix, Span<float> y, int first, int end, int k, int depth)
    {
        var outputs = matrix.Outputs;
        ref var packed = ref Scratch.Mine.Rows(1).First;
        ref var wide = ref Scratch.Mine.Wide(BlockPanels).First;
        for (var panel = first; panel < end && matrix.IsHalf; panel++)
            HalfPanel.Widen(depth, ref Unsafe.Add(ref matrix.HalfPanel(panel), k * Tile.Columns), ref Unsafe.Add(ref wide, (panel - first) * Tile.DepthMax * Tile.Columns));

        for (var top = 0; top < rows; top += Tile.RowsMax)
        {
            var count = Math.Min(Tile.RowsMax, rows - top);
            Pack(x[((top * matrix.Inputs) + k)..], count, matrix.Inputs, depth, ref packed);
            for (var panel = first; panel < end; panel++)
            {
                ref var b = ref wide;
                if (matrix.IsHalf) b = ref Unsafe.Add(ref wide, (panel - first) * Tile.DepthMax * Tile.Columns);
                else b = ref Unsafe.Add(ref matrix.Panel(panel), k * Tile.Columns);
                var at = (top * outputs) + (panel * Tile.Columns);
                if (count == Tile.RowsMax && (panel + 1) * Tile.Columns <= outputs) Tile.Multiply(count, depth, ref packed, ref b, Tile.Columns, ref y[at], outputs, add: true);
                else Edge(count, depth, ref packed, ref b, y[at..], outputs, Math.Min(Tile.Columns, outputs - (panel * Tile.Columns)));
            }
        }
    }

    // A tile at the border of y, which has no room for what stands beside it.
    private static void Edge(int count, int depth, ref float packed, ref float b, Span<float> y, int outputs, int used)
    {
        var tile = Scratch.Mine.Results;
        Tile.Multiply(count, depth, ref packed, ref b, Tile.Columns, ref tile.First, Tile.Stride, add: false);
        for (var row = 0; row < count; row++)
        {
            var into = y.Slice(row * outputs, used);
            TensorPrimitives.Add(into, tile.Span(row * Tile.Stride, used), into);
        }
    }

    private static void FewRows(ReadOnlySpan<float> x, int rows, Panels matrix, ReadOnlySpan<float> bias, Span<float> y, int first, int end)
    {
        ref var packed = ref Scratch.Mine.Rows((matrix.Inputs + Tile.DepthMax - 1) / Tile.DepthMax).First;
        for (var k = 0; k < matrix.Inputs && rows > 1; k += Tile.DepthMax)
            Pack(x[k..], rows, matrix.Inputs, Math.Min(Tile.DepthMax, matrix.Inputs - k), ref Unsafe.Add(ref packed, k / Tile.DepthMax * Tile.RowsMax * Tile.Stride));

        // One row takes two panels at a time, which are as many sums as the processor has under way.
        var step = rows == 1 ? 2 : 1;
        for (var panel = first; panel < end; panel += step)
        {
            var tile = Scratch.Mine.Results;
            var column = panel * Tile.Columns;
            var used = Math.Min(step * Tile.Columns, Math.Min(matrix.Outputs, end * Tile.Columns) - column);
            for (var row = 0; row < rows; row++)
            {
                if (bias.IsEmpty) tile.Span(row * Tile.Stride, step * Tile.Columns).Clear();
                else bias.Slice(column, used).CopyTo(tile.Span(row * Tile.Stride, used));
            }

            if (rows > 1) Column(rows, matrix, panel, ref packed, ref tile.First);
            else Row(x, matrix, panel, Math.Min(step, end - panel), ref tile.First);
            for (var row = 0; row < rows; row++) tile.Span(row * Tile.Stride, used).CopyTo(y.Slice((row * matrix.Outputs) + column, used));
        }
    }

    // Some rows times one panel, piece by piece; where registers do not suffice a bfloat16 piece is widened into the first cache.
    private static void Column(int rows, Panels matrix, int panel, ref float packed, ref float tile)
    {
        ref var wide = ref Scratch.Mine.Wide(1).First;
        for (var k = 0; k < matrix.Inputs; k += Tile.DepthMax)
        {
            var depth = Math.Min(Tile.DepthMax, matrix.Inputs - k);
            ref var a = ref Unsafe.Add(ref packed, k / Tile.DepthMax * Tile.RowsMax * Tile.Stride);
            if (!matrix.IsHalf)
            {
                Tile.Multiply(rows, depth, ref a, ref Unsafe.Add(ref matrix.Panel(panel), k * Tile.Columns), Tile.Columns, ref tile, Tile.Stride, add: true);
                continue;
            }

            ref var b = ref Unsafe.Add(ref matrix.HalfPanel(panel), k * Tile.Columns);
            if (rows > 8 || !Vector512.IsHardwareAccelerated)
            {
                HalfPanel.Widen(depth, ref b, ref wide);
                Tile.Multiply(rows, depth, ref a, ref wide, Tile.Columns, ref tile, Tile.Stride, add: true);
            }
            else if (rows > 4) HalfPanel.Eight(depth, ref a, ref b, ref tile, add: true);
            else HalfPanel.Four(depth, ref a, ref b, ref tile, add: true);
        }
    }

    private static void Row(ReadOnlySpan<float> x, Panels matrix, int panel, int panels, ref float tile)
    {
        nint apart = matrix.Inputs * Tile.Columns;
        for (var k = 0; k < matrix.Inputs; k += Tile.DepthMax)
        {
            var depth = Math.Min(Tile.DepthMax, matrix.Inputs - k);
            ref var a = ref Unsafe.AsRef(in x[k]);
            if (!matrix.IsHalf) Tile.Row(panels, depth, ref a, ref Unsafe.Add(ref matrix.Panel(panel), k * Tile.Columns), Tile.Columns, apart, ref tile, add: true);
            else if (panels == 2) HalfPanel.Pair(depth, ref a, ref Unsafe.Add(ref matrix.HalfPanel(panel), k * Tile.Columns), apart, ref tile, add: true);
            else HalfPanel.One(depth, ref a, ref Unsafe.Add(ref matrix.HalfPanel(panel), k * Tile.Columns), ref tile, add: true);
        }
    }

    private static void Pack(ReadOnlySpan<float> x, int rows, int stride, int depth, ref float packed)
    {
        for (var row = 0; row < rows; row++) x.Slice(row * stride, depth).CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref packed, row * Tile.Stride), depth));
    }
}
