using LongVpo.Core.Time;

namespace LongVpo.Core.Frames;

/// <summary>
/// One sampled picture in a pooled buffer. Whoever holds it holds a lease: <see cref="Lease"/> adds one, <see cref="Dispose"/> gives one back,
/// and the last one returns the pixels to the pool. Reading after that throws rather than showing another frame.
/// </summary>
public sealed class Frame : IDisposable
{
    private readonly FrameBufferPool _pool;
    private byte[]? _pixels;
    private int _leases = 1;

    /// <param name="time">When the picture is shown.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="pixels">RGB24, rows without padding; rented from <paramref name="pool"/>, at least width x height x 3 bytes.</param>
    /// <param name="pool">Where the buffer goes back to.</param>
    public Frame(MediaTime time, int width, int height, byte[] pixels, FrameBufferPool pool)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (pixels.Length < width * height * 3) throw new ArgumentException($"{pixels.Length} bytes do not hold {width} x {height} RGB pixels.", nameof(pixels));
        (Time, Width, Height, _pixels, _pool) = (time, width, height, pixels, pool);
    }

    public MediaTime Time { get; }

    public int Width { get; }

    public int Height { get; }

    /// <summary>RGB24, <c>Height</c> rows of <c>Width * 3</c> bytes.</summary>
    /// <exception cref="ObjectDisposedException">Every lease was given back.</exception>
    public ReadOnlySpan<byte> Pixels => (_pixels ?? throw new ObjectDisposedException(nameof(Frame))).AsSpan(0, Width * Height * 3);

    /// <summary>Keeps the pixels alive for one more holder, who disposes the same object.</summary>
    public Frame Lease()
    {
        ObjectDisposedException.ThrowIf(Interlocked.Increment(ref _leases) <= 1, this);
        return this;
    }

    /// <summary>Hands the pixels to a frame of another time and leaves this one empty; only for a sole holder, who found out later when the picture was shown.</summary>
    /// <exception cref="ObjectDisposedException">Every lease was given back.</exception>
    public Frame MovedTo(MediaTime time)
    {
        var pixels = Interlocked.Exchange(ref _pixels, null);
        ObjectDisposedException.ThrowIf(pixels is null, this);
        return new Frame(time, Width, Height, pixels, _pool);
    }

    public void Dispose()
    {
        if (Interlocked.Decrement(ref _leases) != 0) return;
        var pixels = Interlocked.Exchange(ref _pixels, null);
        if (pixels is not null) _pool.Return(pixels);
    }
}
