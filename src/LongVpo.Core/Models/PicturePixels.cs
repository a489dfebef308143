namespace LongVpo.Core.Models;

/// <summary>A lease on a picture of the shelf: as long as it is not disposed, the pixels stay.</summary>
public sealed class PicturePixels : IDisposable
{
    private readonly ReadOnlyMemory<byte> _rgb;
    private Action? _giveBack;

    /// <param name="key">Its name.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="rgb">RGB24, rows without padding.</param>
    /// <param name="giveBack">Called once, when the lease ends.</param>
    public PicturePixels(PictureKey key, int width, int height, ReadOnlyMemory<byte> rgb, Action giveBack)
    {
        ArgumentNullException.ThrowIfNull(giveBack);
        if (rgb.Length != width * height * 3) throw new ArgumentException($"{rgb.Length} bytes are not {width} x {height} RGB pixels.", nameof(rgb));
        (Key, Width, Height, _rgb, _giveBack) = (key, width, height, rgb, giveBack);
    }

    public PictureKey Key { get; }

    public int Width { get; }

    public int Height { get; }

    /// <summary>RGB24, <c>Height</c> rows of <c>Width * 3</c> bytes.</summary>
    /// <exception cref="ObjectDisposedException">The lease has ended.</exception>
    public ReadOnlySpan<byte> Rgb
    {
        get
        {
            ObjectDisposedException.ThrowIf(_giveBack is null, this);
            return _rgb.Span;
        }
    }

    public void Dispose() => Interlocked.Exchange(ref _giveBack, null)?.Invoke();
}
