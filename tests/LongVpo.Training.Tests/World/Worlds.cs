using System.Security.Cryptography;
using LongVpo.Training.World;

namespace LongVpo.Training.Tests.World;

/// <summary>Worlds of all kinds that the tests ask and draw.</summary>
internal static class Worlds
{
    private static readonly QuestionFamily[] Families = Enum.GetValues<QuestionFamily>();

    /// <summary>Short and long worlds of both kinds from test seeds, which every family may be asked of.</summary>
    public static IEnumerable<WorldScript> Many(int seeds)
    {
        for (var seed = 300_000L; seed < 300_000 + seeds; seed++)
        {
            foreach (var count in new[] { 1, 2, 3, 8, 32 })
            {
                yield return WorldScript.Clips(seed, count);
                if (count > 1) yield return WorldScript.Episode(seed, count);
            }

            yield return WorldScript.Clips(seed, 4, heldOut: (int)(seed % 4));
        }
    }

    public static IEnumerable<(WorldScript Script, WorldQuestion Question)> Asked(int seeds) =>
        from script in Many(seeds)
        from family in Families
        from salt in new ulong[] { 0, 1 }
        let question = Questions.Ask(script, family, salt)
        where question is not null
        select (script, question);

    public static string Hash(WorldScript script, int width = 32, int height = 32)
    {
        var renderer = new FrameRenderer(script, width, height);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var rgb = new byte[renderer.FrameBytes];
        for (var frame = 0; frame < renderer.FrameCount; frame++)
        {
            renderer.Render(frame, rgb);
            hash.AppendData(rgb);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
