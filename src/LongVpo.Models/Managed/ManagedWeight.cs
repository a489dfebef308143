using System.Collections.Immutable;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Managed;

/// <summary>
/// A weight as the managed engine holds it: a matrix in <see cref="Managed.Panels"/>, from the first byte on, so that it takes its memory once; anything else row by row. Only matrices
/// are held as bfloat16; everything else is too small to matter and stays float32.
/// </summary>
internal sealed class ManagedWeight : Tensor
{
    private FloatBuffer? _rows;
    private Panels? _panels;
    private bool _disposed;

    public ManagedWeight(ReadOnlySpan<byte> bytes, ElementType stored, ElementType held, ImmutableArray<int> shape)
    {
        Shape = shape;
        if (shape.Length == 2)
        {
            Type = held;
            _panels = Panels.Pack(bytes, stored, shape[0], shape[1], held == ElementType.BFloat16);
            return;
        }

        var count = checked((int)Count);
        _rows = new FloatBuffer(count);
        _rows.Share();
        StoredNumbers.ToFloat(bytes, stored, _rows.Span(0, count));
    }

    public override ImmutableArray<int> Shape { get; }

    public override ElementType Type { get; }

    /// <summary>Bytes it takes.</summary>
    public long Bytes => _panels?.Bytes ?? _rows?.Bytes ?? 0;

    /// <summary>The numbers in order; null for a matrix.</summary>
    public FloatBuffer? Rows32
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _rows;
        }
    }

    /// <summary>The matrix as products read it.</summary>
    public Panels Panels
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _panels!;
        }
    }

    /// <summary>Copies one row of a matrix out.</summary>
    public void CopyRow(int row, Span<float> into) => Panels.CopyRow(row, into);

    protected override void Dispose(bool disposing)
    {
        _disposed = true;
        _rows = null;
        _panels = null;
    }
}
