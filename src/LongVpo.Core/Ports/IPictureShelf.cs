using LongVpo.Core.Models;

namespace LongVpo.Core.Ports;

/// <summary>
/// Keeps pictures by their content between whoever sampled them and whoever looks at them, within a budget in bytes; the least recently used goes first, one that is leased never.
/// </summary>
public interface IPictureShelf
{
    /// <summary>Copies a picture onto the shelf, unless it is there already.</summary>
    /// <param name="rgb">RGB24, rows without padding.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    PictureKey Put(ReadOnlySpan<byte> rgb, int width, int height);

    /// <summary>Leases a picture; null when it is not there any more.</summary>
    PicturePixels? Take(PictureKey key);

    /// <summary>The picture as a JPEG, encoded once and kept with it; null when it is not there any more.</summary>
    ReadOnlyMemory<byte>? Jpeg(PictureKey key);
}
