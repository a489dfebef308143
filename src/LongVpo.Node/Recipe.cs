using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LongVpo.Core.Options;

namespace LongVpo.Node;

/// <summary>
/// Names everything that decides what an analysis makes of a video, so that two analyses with the same recipe give the same tree and one made otherwise is not continued by mistake.
/// </summary>
internal static class Recipe
{
    /// <summary>Raised whenever code changes what comes out of the same footage.</summary>
    private const int Version = 1;

    public static string Of(LongVpoOptions options)
    {
        object[] deciding = [options.Sampling, options.Shots, options.Segments, options.Observations, options.ScreenText, options.Trees];
        var text = string.Join('\n', deciding.Select(part => part.GetType().Name + JsonSerializer.Serialize(part, part.GetType())));
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
        return $"observed:{Version}:{digest}";
    }
}
