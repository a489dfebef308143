using System.Numerics;

namespace LongVpo.Models.Managed;

/// <summary>
/// Keeps buffers between steps, because fresh pages cost more than most operations that fill them. What it keeps is bounded in bytes; a buffer that would go over the bound is
/// left to the collector. Safe for several threads, since caches are given back by whoever lets go of them.
/// </summary>
internal sealed class BufferPool(long keptBytesMax)
{
    private readonly Dictionary<int, Stack<FloatBuffer>> _free = [];
    private readonly Lock _gate = new();
    private long _kept;
    private long _lent;

    /// <summary>Bytes of the buffers that are in use.</summary>
    public long LentBytes => Interlocked.Read(ref _lent);

    /// <summary>Bytes of the buffers that wait for use.</summary>
    public long KeptBytes => Interlocked.Read(ref _kept);

    /// <summary>A buffer for at least so many numbers, which are not cleared; its first holder is the caller.</summary>
    public FloatBuffer Rent(int count)
    {
        var capacity = Round(count);
        FloatBuffer? buffer = null;
        lock (_gate)
        {
            if (_free.TryGetValue(capacity, out var waiting) && waiting.TryPop(out buffer)) _kept -= buffer.Bytes;
        }

        buffer ??= new FloatBuffer(capacity);
        buffer.Share();
        Interlocked.Add(ref _lent, buffer.Bytes);
        return buffer;
    }

    /// <summary>Takes one holder off; after the last the buffer waits for its next use.</summary>
    public void Release(FloatBuffer buffer)
    {
        if (!buffer.Leave()) return;
        Interlocked.Add(ref _lent, -buffer.Bytes);
        lock (_gate)
        {
            if (_kept + buffer.Bytes > keptBytesMax) return;
            if (!_free.TryGetValue(buffer.Capacity, out var waiting)) _free[buffer.Capacity] = waiting = new Stack<FloatBuffer>();
            waiting.Push(buffer);
            _kept += buffer.Bytes;
        }
    }

    /// <summary>Forgets what waits.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _free.Clear();
            _kept = 0;
        }
    }

    // Four sizes per doubling: at most a fifth of a buffer is unused, and steps of slightly different lengths still meet the same buffers.
    private static int Round(int count)
    {
        if (count <= 64) return 64;
        var step = 1 << (BitOperations.Log2((uint)count - 1) - 2);
        return (int)Math.Min(((long)count + step - 1) / step * step, Math.Max(count, Array.MaxLength - 64));
    }
}
