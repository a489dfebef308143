using System.Runtime.CompilerServices;
using LongVpo.Models.Managed.Kernels;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Managed;

/// <summary>
/// Keys and values of one sequence in blocks of 64 tokens. Forks share blocks; whoever appends to a shared one copies it first. What was appended but not committed is written
/// over by the next step, so a step that failed half-way leaves nothing behind.
/// </summary>
internal sealed class ManagedCache : KeyValueCache
{
    private readonly BufferPool _pool;
    private readonly BlockLayout _layout;
    private readonly List<FloatBuffer> _blocks = [];
    private readonly int[] _appended;
    private int _length;
    private bool _disposed;

    public ManagedCache(BufferPool pool, CacheShape shape)
    {
        _pool = pool;
        _layout = new BlockLayout(shape);
        _appended = new int[shape.Layers];
    }

    public override CacheShape Shape => _layout.Shape;

    public override int Length => _length;

    public override long Bytes => _blocks.Sum(static block => block.Bytes);

    /// <summary>Where things lie in a block.</summary>
    public BlockLayout Layout => _layout;

    /// <summary>Its blocks in order.</summary>
    public List<FloatBuffer> Blocks
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _blocks;
        }
    }

    public override KeyValueCache Fork(int length)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (length < 0 || length > _length) throw new ArgumentOutOfRangeException(nameof(length), length, $"The cache holds {_length} tokens.");
        var fork = new ManagedCache(_pool, Shape) { _length = length };
        foreach (var block in _blocks.Take((length + BlockLayout.Tokens - 1) / BlockLayout.Tokens))
        {
            block.Share();
            fork._blocks.Add(block);
        }

        return fork;
    }

    public override void Commit(int tokens)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (tokens < 0 || _appended.Any(appended => appended < tokens)) throw new InvalidOperationException($"Not every layer has appended {tokens} tokens.");
        _length += tokens;
        Array.Clear(_appended);
    }

    /// <summary>Writes the keys and values [count, KeyHeads * Width] of the tokens behind the committed ones.</summary>
    public void Append(int layer, ReadOnlySpan<float> keys, ReadOnlySpan<float> values, int count)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        MakeRoom(checked(_length + count));
        var width = Shape.Width;
        var row = Shape.KeyHeads * width;
        for (var token = 0; token < count; token++)
        {
            var (index, place) = Math.DivRem(_length + token, BlockLayout.Tokens);
            ref var block = ref _blocks[index].First;
            for (var head = 0; head < Shape.KeyHeads; head++)
            {
                var key = keys.Slice((token * row) + (head * width), width);
                ref var column = ref Unsafe.Add(ref block, _layout.Keys(layer, head) + (place / Tile.Columns * Tile.Columns * width) + (place % Tile.Columns));
                for (var d = 0; d < key.Length; d++) Unsafe.Add(ref column, d * Tile.Columns) = key[d];
                values.Slice((token * row) + (head * width), width).CopyTo(_blocks[index].Span(_layout.Values(layer, head) + (place * _layout.ValueWidth), width));
            }
        }

        _appended[layer] = count;
    }

    protected override void Dispose(bool disposing)
    {
        if (_disposed) return;
        _disposed = true;
        foreach (var block in _blocks) _pool.Release(block);
        _blocks.Clear();
    }

    private void MakeRoom(int tokens)
    {
        var needed = (tokens + BlockLayout.Tokens - 1) / BlockLayout.Tokens;
        for (var index = _length / BlockLayout.Tokens; index < Math.Min(needed, _blocks.Count); index++)
        {
            if (!_blocks[index].IsShared) continue;
            var own = _pool.Rent(_layout.Size);
            _blocks[index].Span(0, _layout.Size).CopyTo(own.Span(0, _layout.Size));
            _pool.Release(_blocks[index]);
            _blocks[index] = own;
        }

        while (_blocks.Count < needed) _blocks.Add(_pool.Rent(_layout.Size));
    }
}
