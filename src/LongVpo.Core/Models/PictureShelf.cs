using LongVpo.Core.Ports;

namespace LongVpo.Core.Models;

/// <summary>The shelf of one process: pictures by content, the least recently used leaves first, within a budget in bytes. Leased pictures stay, even beyond the budget.</summary>
/// <param name="budgetBytes">Memory for pixels and JPEGs.</param>
/// <param name="encode">Makes a JPEG of RGB24 pixels, width and height; called outside the lock, at most once per picture while it is kept.</param>
public sealed class PictureShelf(long budgetBytes, Func<ReadOnlyMemory<byte>, int, int, byte[]> encode) : IPictureShelf
{
    private readonly Lock _lock = new();
    private readonly Dictionary<PictureKey, Kept> _kept = [];
    private readonly LinkedList<Kept> _byUse = new();
    private long _bytes;

    /// <summary>Memory that is used now.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock) return _bytes;
        }
    }

    /// <inheritdoc/>
    public PictureKey Put(ReadOnlySpan<byte> rgb, int width, int height)
    {
        if (rgb.Length != width * height * 3) throw new ArgumentException($"{rgb.Length} bytes are not {width} x {height} RGB pixels.", nameof(rgb));
        var key = PictureKey.Of(rgb, width, height);
        lock (_lock)
        {
            if (Touch(key) is not null) return key;
            var pixels = rgb.ToArray();
            var kept = new Kept(key, width, height, pixels, new Lazy<byte[]>(() => encode(pixels, width, height)));
            _kept.Add(key, kept);
            kept.Place = _byUse.AddFirst(kept);
            _bytes += rgb.Length;
            Trim(kept);
        }

        return key;
    }

    /// <inheritdoc/>
    public PicturePixels? Take(PictureKey key)
    {
        lock (_lock)
        {
            if (Touch(key) is not { } kept) return null;
            kept.Leases++;
            return new PicturePixels(key, kept.Width, kept.Height, kept.Rgb, () => GiveBack(kept));
        }
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte>? Jpeg(PictureKey key)
    {
        using var pixels = Take(key);
        if (pixels is null) return null;
        Kept kept;
        lock (_lock) kept = _kept[key];
        // Two askers at the same moment share one encoding.
        var jpeg = kept.Jpeg.Value;
        lock (_lock)
        {
            if (!kept.JpegCounted) _bytes += jpeg.Length;
            kept.JpegCounted = true;
            Trim(kept);
        }

        return jpeg;
    }

    private Kept? Touch(PictureKey key)
    {
        if (!_kept.TryGetValue(key, out var kept)) return null;
        _byUse.Remove(kept.Place!);
        _byUse.AddFirst(kept.Place!);
        return kept;
    }

    private void GiveBack(Kept kept)
    {
        lock (_lock)
        {
            kept.Leases--;
            Trim(null);
        }
    }

    private void Trim(Kept? newest)
    {
        var place = _byUse.Last;
        while (_bytes > budgetBytes && place is not null)
        {
            var (kept, before) = (place.Value, place.Previous);
            // The newest stays, however large: whoever put it is about to ask for it.
            if (kept.Leases == 0 && kept != newest)
            {
                _byUse.Remove(place);
                _kept.Remove(kept.Key);
                _bytes -= kept.Rgb.Length + (kept.JpegCounted ? kept.Jpeg.Value.Length : 0);
            }

            place = before;
        }
    }

    private sealed class Kept
    {
        public Kept(PictureKey key, int width, int height, byte[] rgb, Lazy<byte[]> jpeg) => (Key, Width, Height, Rgb, Jpeg) = (key, width, height, rgb, jpeg);

        public PictureKey Key { get; }

        public int Width { get; }

        public int Height { get; }

        public byte[] Rgb { get; }

        public int Leases { get; set; }

        public bool JpegCounted { get; set; }

        public LinkedListNode<Kept>? Place { get; set; }

        public Lazy<byte[]> Jpeg { get; }
    }
}
