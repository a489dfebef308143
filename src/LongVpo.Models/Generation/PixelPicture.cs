using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace LongVpo.Models.Generation;

/// <summary>A picture whose normalised pixels are at hand.</summary>
public sealed class PixelPicture : IPromptPicture
{
    private readonly ReadOnlyMemory<float> _pixels;

    /// <param name="pixels">Normalised pixels [3, height, width].</param>
    /// <param name="height">Rows of pixels.</param>
    /// <param name="width">Pixels of a row.</param>
    /// <exception cref="ArgumentException">The number of pixels does not fit.</exception>
    public PixelPicture(ReadOnlyMemory<float> pixels, int height, int width)
    {
        if (pixels.Length != 3 * height * width) throw new ArgumentException($"{pixels.Length} numbers are not 3 x {height} x {width} pixels.", nameof(pixels));
        (_pixels, Height, Width) = (pixels, height, width);
        Span<byte> size = stackalloc byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(size, width);
        BinaryPrimitives.WriteInt32LittleEndian(size[4..], height);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(size);
        hash.AppendData(MemoryMarshal.AsBytes(pixels.Span));
        Key = Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public string Key { get; }

    /// <inheritdoc/>
    public int Height { get; }

    /// <inheritdoc/>
    public int Width { get; }

    /// <inheritdoc/>
    public void Read(Span<float> into) => _pixels.Span.CopyTo(into);
}
