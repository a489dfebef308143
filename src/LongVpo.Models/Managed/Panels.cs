using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LongVpo.Models.Tensors;

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

    /// <summary>Lays out numbers [outputs, inputs] in a borrowed buffer that must be given back by <see cref="Return"/>.</summary>
    public static Panels Pack(ReadOnlySpan<float> rows, int outputs, int inputs, BufferPool pool)
    {
        var panels = new Panels(outputs, inputs, half: false, pool);
        panels.ClearUnused();
        for (var row = 0; row < outputs; row++) panels.Put(row, rows.Slice(row * inputs, inputs));
        return panels;
    }

    /// <summary>Lays out numbers [outputs, inputs] straight from a checkpoint's bytes, so that a weight is never held twice.</summary>
    public static Panels Pack(ReadOnlySpan<byte> bytes, ElementType stored, int outputs, int inputs, bool half)
    {
        var panels = new Panels(outputs, inputs, half, pool: null);
        panels.ClearUnused();
        var size = inputs * StoredNumbers.Size(stored);
        var numbers = half ? [] : new float[inputs];
        var halves = half ? new ushort[inputs] : [];
        for (var row = 0; row < outputs; row++)
        {
            if (half)
            {
                StoredNumbers.ToHalf(bytes.Slice(row * size, size), stored, halves);
                panels.PutHalf(row, halves);
            }
            else
            {
                StoredNumbers.ToFloat(bytes.Slice(row * size, size), stored, numbers);
                panels.Put(row, numbers);
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

    private void Put(int row, ReadOnlySpan<float> numbers)
    {
        var into = MemoryMarshal.CreateSpan(ref Panel(row / Columns), Inputs * Columns);
        for (int k = 0, place = row % Columns; k < numbers.Length; k++, place += Columns) into[place] = numbers[k];
    }

    private void PutHalf(int row, ReadOnlySpan<ushort> numbers)
    {
        var into = MemoryMarshal.CreateSpan(ref HalfPanel(row / Columns), Inputs * Columns);
        for (int k = 0, place = HalfPlace(row % Columns); k < numbers.Length; k++, place += Columns) into[place] = numbers[k];
    }

    // Zeros where the last panel has no outputs.
    private void ClearUnused()
    {
        if (Outputs % Columns == 0) return;
        if (IsHalf) MemoryMarshal.CreateSpan(ref HalfPanel(Count - 1), Inputs * Columns).Clear();
        else MemoryMarshal.CreateSpan(ref Panel(Count - 1), Inputs * Columns).Clear();
    }

    private static int HalfPlace(int column) => column < Columns / 2 ? 2 * column : (2 * (column - (Columns / 2))) + 1;
}
