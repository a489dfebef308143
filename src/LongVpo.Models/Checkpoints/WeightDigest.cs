using System.Security.Cryptography;
using System.Text;

namespace LongVpo.Models.Checkpoints;

/// <summary>Names weights by their bytes, so that what one model made is not taken for another's.</summary>
public static class WeightDigest
{
    /// <summary>SHA-256 over a model folder's weight files, in hexadecimal.</summary>
    /// <exception cref="CheckpointException">It is no model's folder.</exception>
    public static string Of(string folder, CancellationToken cancellationToken)
    {
        using var opened = CheckpointFolder.Open(folder);
        return Of(Paths(opened), "", cancellationToken);
    }

    /// <summary>The weight files of a folder in the order in which they count.</summary>
    internal static IEnumerable<string> Paths(CheckpointFolder folder) => folder.Files.Select(static file => file.Path).Order(StringComparer.Ordinal);

    /// <summary>SHA-256 over how they are read, which is nothing where they are read as published, and the files one behind the other.</summary>
    internal static string Of(IEnumerable<string> paths, string reading, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(reading));
        var buffer = new byte[1 << 20];
        foreach (var path in paths)
        {
            using var file = File.OpenRead(path);
            for (int read; (read = file.Read(buffer)) > 0;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                hash.AppendData(buffer, 0, read);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
