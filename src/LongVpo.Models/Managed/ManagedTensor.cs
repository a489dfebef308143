using System.Collections.Immutable;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Managed;

/// <summary>What an operation of the managed engine makes: float32 numbers, row by row, in a pooled buffer that views of it share.</summary>
internal sealed class ManagedTensor : Tensor
{
    private readonly BufferPool _pool;
    private FloatBuffer? _buffer;

    /// <summary>Takes over one share of the buffer.</summary>
    public ManagedTensor(BufferPool pool, FloatBuffer buffer, int start, ImmutableArray<int> shape)
    {
        _pool = pool;
        _buffer = buffer;
        Start = start;
        Shape = shape;
        Length = (int)Count;
    }

    public override ImmutableArray<int> Shape { get; }

    public override ElementType Type => ElementType.Float32;

    /// <summary>Where its numbers begin in the buffer.</summary>
    public int Start { get; }

    /// <summary>How many numbers it holds.</summary>
    public int Length { get; }

    /// <summary>The scope that will free it; null when nobody will.</summary>
    public ManagedScope? Owner { get; set; }

    public FloatBuffer Buffer
    {
        get
        {
            ObjectDisposedException.ThrowIf(_buffer is null, this);
            return _buffer;
        }
    }

    public Span<float> Numbers => Buffer.Span(Start, Length);

    protected override void Dispose(bool disposing)
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer) _pool.Release(buffer);
    }
}
