using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using LongVpo.Core.Videos;

namespace LongVpo.Media.Sources;

/// <summary>
/// Names a file by its content: a hash over its length and three blocks of it, so a copy is the same video, and a film of many gigabytes is named in
/// milliseconds.
/// </summary>
internal static class FileIdentity
{
    // Headers and indexes lie at the ends, and the middle tells apart recordings of one camera; a megabyte each is more than such headers are long.
    private const int BlockBytes = 1 << 20;

    // 65 bits: two of a million files collide with a chance of one in seventy million.
    private const int Letters = 13;
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    public static async Task<VideoId> OfAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.Asynchronous);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, file.Length);
        hash.AppendData(length);
        var buffer = new byte[BlockBytes];
        long[] starts = file.Length <= 3 * BlockBytes ? [0, BlockBytes, 2 * BlockBytes] : [0, (file.Length - BlockBytes) / 2, file.Length - BlockBytes];
        foreach (var start in starts)
        {
            if (start >= file.Length) break;
            file.Position = start;
            var read = await file.ReadAtLeastAsync(buffer, BlockBytes, throwOnEndOfStream: false, cancellationToken);
            hash.AppendData(buffer, 0, read);
        }

        return new VideoId("v" + Base32(hash.GetHashAndReset()));
    }

    /// <summary>Names what has no content of its own to be named by, such as a stream, by a text about it.</summary>
    public static VideoId OfText(string text) => new("v" + Base32(SHA256.HashData(Encoding.UTF8.GetBytes(text))));

    private static string Base32(byte[] hash) => string.Create(Letters, hash, static (text, bytes) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            var value = 0;
            for (var bit = 0; bit < 5; bit++) value = (value << 1) | ((bytes[((i * 5) + bit) / 8] >> (7 - (((i * 5) + bit) % 8))) & 1);
            text[i] = Alphabet[value];
        }
    });
}
