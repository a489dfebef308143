using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace LongVpo.Models.Generation;

/// <summary>Names every beginning of a prompt that ends with a picture by its content, so that prompts which begin alike find each other's work.</summary>
internal static class PromptChain
{
    /// <summary>For each piece the hash of everything up to its end; empty strings for pieces that are no pictures.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="rotation">Base of the frequencies its tokens are rotated by: keys of another rotation are of no use.</param>
    public static string[] Of(TokenPrompt prompt, double rotation)
    {
        var names = new string[prompt.Pieces.Length];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(BitConverter.GetBytes(rotation));
        for (var piece = 0; piece < names.Length; piece++)
        {
            names[piece] = string.Empty;
            hash.AppendData(BitConverter.GetBytes(prompt.Counts[piece]));
            if (prompt.Pieces[piece].Picture is not { } picture)
            {
                hash.AppendData(MemoryMarshal.AsBytes(prompt.Pieces[piece].Ids.AsSpan()));
                continue;
            }

            hash.AppendData(MemoryMarshal.AsBytes(picture.Key.AsSpan()));
            names[piece] = Convert.ToHexStringLower(hash.GetCurrentHash());
        }

        return names;
    }
}
