using System.Collections.Immutable;
using System.Runtime.InteropServices;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Managed;

/// <summary>
/// A weight as the managed engine holds it. A matrix stays as it came until its first product and is laid out in <see cref="Panels"/> then, once: tables that are only looked up
/// never are. Only matrices are held as bfloat16; everything else is too small to matter and stays float32.
/// </summary>
internal sealed class ManagedWeight : Tensor
{
    private FloatBuffer? _rows;
    private ushort[]? _halfRows;
    private Panels? _panels;
    private bool _disposed;

    public ManagedWeight(ReadOnlySpan<byte> bytes, ElementType stored, ElementType held, ImmutableArray<int> shape)
    {
        Shape = shape;
        Type = held == ElementType.BFloat16 && shape.Length == 2 ? ElementType.BFloat16 : ElementType.Float32;
        var count = checked((int)Count);
        if (Type == ElementType.BFloat16)
        {
            _halfRows = GC.AllocateUninitializedArray<ushort>(count);
            StoredNumbers.ToHalf(bytes, stored, _halfRows);
        }
        else
        {
            _rows = new FloatBuffer(count);
            _rows.Share();
            StoredNumbers.ToFloat(bytes, stored, _rows.Span(0, count));
        }
    }

    public override ImmutableArray<int> Shape { get; }

    public override ElementType Type { get; }

    /// <summary>Bytes it takes.</summary>
    public long Bytes => _panels?.Bytes ?? _rows?.Bytes ?? ((_halfRows?.LongLength ?? 0) * sizeof(ushort));

    /// <summary>The float32 numbers in order, if that is how they lie.</summary>
    public FloatBuffer? Rows32
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _rows;
        }
    }

    /// <summary>The matrix as products read it; the first call lays it out.</summary>
    public Panels Panels
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_panels is not null) return _panels;
            _panels = _halfRows is not null ? Panels.PackHalf(_halfRows, Shape[0], Shape[1]) : Panels.Pack(_rows!.Span(0, (int)Count), Shape[0], Shape[1]);
            _rows = null;
            _halfRows = null;
            return _panels;
        }
    }

    /// <summary>Copies one row of <see cref="Tensor.Width"/> numbers out.</summary>
    public void CopyRow(int row, Span<float> into)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_panels is not null) _panels.CopyRow(row, into);
        else if (_halfRows is not null) StoredNumbers.ToFloat(MemoryMarshal.AsBytes(_halfRows.AsSpan(row * Width, Width)), ElementType.BFloat16, into);
        else _rows!.Span(row * Width, Width).CopyTo(into);
    }

    protected override void Dispose(bool disposing)
    {
        _disposed = true;
        _rows = null;
        _halfRows = null;
        _panels = null;
    }
}
