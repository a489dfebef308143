using LongVpo.Core.Models;
using LongVpo.Core.Ports;

namespace LongVpo.Models.Tests.Runners;

/// <summary>A shelf without a bound, from which a test can take pictures away.</summary>
internal sealed class ListShelf : IPictureShelf
{
    private readonly Dictionary<PictureKey, (byte[] Rgb, int Width, int Height)> _pictures = [];

    public int Taken { get; private set; }

    public PictureKey Put(ReadOnlySpan<byte> rgb, int width, int height)
    {
        var key = PictureKey.Of(rgb, width, height);
        _pictures[key] = (rgb.ToArray(), width, height);
        return key;
    }

    public PicturePixels? Take(PictureKey key)
    {
        if (!_pictures.TryGetValue(key, out var picture)) return null;
        Taken++;
        return new PicturePixels(key, picture.Width, picture.Height, picture.Rgb, () => Taken--);
    }

    public ReadOnlyMemory<byte>? Jpeg(PictureKey key) => null;

    public void Clear() => _pictures.Clear();
}
