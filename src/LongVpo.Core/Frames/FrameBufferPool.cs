using System.Collections.Concurrent;

namespace LongVpo.Core.Frames;

/// <summary>
/// Lends the pixel buffers of one source, so that the memory of frames in flight has a fixed bound. When all buffers are out the renter waits:
/// an archive can, and a live source decides before it rents.
/// </summary>
public sealed class FrameBufferPool : IDisposable
{
    private static int _everywhere;

    private readonly ConcurrentBag<byte[]> _free = [];
    private readonly SemaphoreSlim _available;
    private int _outstanding;

    /// <param name="capacityFrames">Buffers that may be out at once; at least 1.</param>
    public FrameBufferPool(int capacityFrames)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacityFrames, 1);
        CapacityFrames = capacityFrames;
        _available = new SemaphoreSlim(capacityFrames, capacityFrames);
    }

    public int CapacityFrames { get; }

    /// <summary>Buffers that are out now; zero again when every lease was given back.</summary>
    public int Outstanding => Volatile.Read(ref _outstanding);

    /// <summary>Buffers that are out over all pools of this process; zero when every reading has ended and every frame was given back.</summary>
    public static int OutstandingEverywhere => Volatile.Read(ref _everywhere);

    /// <summary>Blocks the calling decoder thread until a buffer is free.</summary>
    /// <exception cref="OperationCanceledException">Cancelled while it waited.</exception>
    public byte[] Rent(int lengthBytes, CancellationToken cancellationToken)
    {
        _available.Wait(cancellationToken);
        Interlocked.Increment(ref _outstanding);
        Interlocked.Increment(ref _everywhere);
        if (_free.TryTake(out var buffer) && buffer.Length >= lengthBytes) return buffer;
        return GC.AllocateUninitializedArray<byte>(lengthBytes);
    }

    internal void Return(byte[] buffer)
    {
        _free.Add(buffer);
        Interlocked.Decrement(ref _outstanding);
        Interlocked.Decrement(ref _everywhere);
        _available.Release();
    }

    public void Dispose() => _available.Dispose();
}
