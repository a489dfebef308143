using System.Buffers.Binary;
using System.Security.Cryptography;

namespace LongVpo.Core.Models;

/// <summary>Names a picture by its content, so that the same picture is kept, encoded and looked at once.</summary>
/// <param name="Sha256">64 lower-case hexadecimal digits over size and pixels.</param>
public readonly record struct PictureKey(string Sha256)
{
    /// <param name="rgb">RGB24, rows without padding.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    public static PictureKey Of(ReadOnlySpan<byte> rgb, int width, int height)
    {
        Span<byte> size = stackalloc byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(size, width);
        BinaryPrimitives.WriteInt32LittleEndian(size[4..], height);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(size);
        hash.AppendData(rgb);
        return new PictureKey(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    public override string ToString() => Sha256;
}
