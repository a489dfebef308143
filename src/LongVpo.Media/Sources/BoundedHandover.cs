using System.Threading.Channels;

namespace LongVpo.Media.Sources;

/// <summary>
/// Passes work from a decoder thread, which may block, to an asynchronous reader, which may not. It is bounded: when it is full the thread waits,
/// so a slow reader slows the decoding of a file and costs no memory.
/// </summary>
internal sealed class BoundedHandover<T>(int capacity) : IDisposable
{
    private readonly SemaphoreSlim _space = new(capacity, capacity);
    private readonly Channel<T> _queue = Channel.CreateUnbounded<T>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    /// <summary>Blocks the calling thread while it is full.</summary>
    /// <exception cref="OperationCanceledException">Cancelled while it waited.</exception>
    public void Put(T value, CancellationToken cancellationToken)
    {
        _space.Wait(cancellationToken);
        _queue.Writer.TryWrite(value);
    }

    /// <summary>No more will come.</summary>
    public void Complete() => _queue.Writer.TryComplete();

    /// <summary>Waits for something to take; false when all is taken and no more will come.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _queue.Reader.WaitToReadAsync(cancellationToken);

    public bool TryTake(out T value)
    {
        if (!_queue.Reader.TryRead(out value!)) return false;
        _space.Release();
        return true;
    }

    /// <summary>Only after the thread that puts has ended and everything was taken.</summary>
    public void Dispose() => _space.Dispose();
}
