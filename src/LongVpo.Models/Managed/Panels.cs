using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LongVpo.Models.Managed;

/// <summary>
/// A matrix [out, in] laid out for products: panels of <see cref="Columns"/> outputs, inside a panel all outputs of one input side by side. Products of many rows and of one row
/// both read it from front to back, so it is held once. The last panel is filled up with zeros.
/// In bfloat16 the outputs i and i+16 of a panel share one 32-bit word (i in the lower half): a shift and a mask widen both at once.
/// </summary>
internal sealed class Panels
{
    /// <summary>Outputs per panel: two 512-bit registers, and the same on machines without them, so that one layout serves all kernels.</summary>
    public const int Columns = 32;

    private readonly FloatBuffer? _numbers;
    private readonly ushort[]? _halves;
    private readonly int _start;

    private Panels(int outputs, int inputs, bool half, BufferPool? pool)
    {
        Outputs = outputs;
        Inputs = inputs;
        var length = checked(Count * inputs * Columns);
        if (half)
        {
            _halves = GC.AllocateUninitializedArray<ushort>(length + 32, pinned: true);
            _start = FloatBuffer.Lead(_halves) / sizeof(ushort);
        }
        else
        {
            _numbers = pool?.Rent(length) ?? new FloatBuffer(length);
        }
    }

    public int Outputs { get; }

    public int Inputs { get; }

    /// <summary>How many panels.</summary>
    public int Count => (Outputs + Columns - 1) / Columns;

    /// <summary>Held as bfloat16.</summary>
    public bool IsHalf => _halves is not null;

    public long Bytes => _numbers?.Bytes ?? (_halves!.LongLength * sizeof(ushort));

    /// <summary>The first number of a panel.</summary>
    public ref float Panel(int index) => ref Unsafe.Add(ref _numbers!.First, (nint)index * Inputs * Columns);

    /// <summary>The first number of a bfloat16 panel.</summary>
    public ref ushort HalfPanel(int index) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_halves!), _start + ((nint)index * Inputs * Columns));

    /// <summary>Lays out numbers [outputs, inputs]; with a pool the buffer is borrowed and must be given back by <see cref="Return"/>.</summary>
    public static Panels Pack(ReadOnlySpan<float> rows, int outputs, int inputs, BufferPool? pool = null)
    {
        var panels = new Panels(outputs, inputs, half: false, pool);
        for (var panel = 0; panel < panels.Count; panel++)
        {
            var into = MemoryMarshal.CreateSpan(ref panels.Panel(panel), inputs * Columns);
            if ((panel + 1) * Columns > outputs) into.Clear();
            for (var column = 0; column < Math.Min(Columns, outputs - (panel * Columns)); column++)
            {
                var row = rows.Slice(((panel * Columns) + column) * inputs, inputs);
                for (var k = 0; k < row.Length; k++) into[(k * Columns) + column] = row[k];
            }
        }

        return panels;
    }

    /// <summary>Lays out bfloat16 numbers [outputs, inputs].</summary>
    public static Panels PackHalf(ReadOnlySpan<ushort> rows, int outputs, int inputs)
    {
        var panels = new Panels(outputs, inputs, half: true, pool: null);
        for (var panel = 0; panel < panels.Count; panel++)
        {
            var into = MemoryMarshal.CreateSpan(ref panels.HalfPanel(panel), inputs * Columns);
            if ((panel + 1) * Columns > outputs) into.Clear();
            for (var column = 0; column < Math.Min(Columns, outputs - (panel * Columns)); column++)
            {
                var row = rows.Slice(((panel * Columns) + column) * inputs, inputs);
                var place = HalfPlace(column);
                for (var k = 0; k < row.Length; k++) into[(k * Columns) + place] = row[k];
            }
        }

        return panels;
    }

    /// <summary>Copies one row of [outputs, inputs] out.</summary>
    public void CopyRow(int row, Span<float> into)
    {
        var (panel, column) = Math.DivRem(row, Columns);
        if (IsHalf)
        {
            var from = MemoryMarshal.CreateReadOnlySpan(ref HalfPanel(panel), Inputs * Columns);
            for (int k = 0, place = HalfPlace(column); k < into.Length; k++, place += Columns) into[k] = BFloat16.Widen(from[place]);
        }
        else
        {
            var from = MemoryMarshal.CreateReadOnlySpan(ref Panel(panel), Inputs * Columns);
            for (int k = 0, place = column; k < into.Length; k++, place += Columns) into[k] = from[place];
        }
    }

    /// <summary>Gives a borrowed buffer back.</summary>
    public void Return(BufferPool pool) => pool.Release(_numbers!);

    private static int HalfPlace(int column) => column < Columns / 2 ? 2 * column : (2 * (column - (Columns / 2))) + 1;
}
