using System.Security.Cryptography;
using LongVpo.Training.World;
using LongVpo.Training.World.Film;

namespace LongVpo.Training.Tests.World.Film;

/// <summary>Films that the tests look at, and what they look at them with.</summary>
internal static class Films
{
    public static FrameRate Rate { get; } = new(25, 1);

    /// <summary>Films of validation seeds.</summary>
    public static IEnumerable<FilmScript> Many(int seeds, double seconds) => Enumerable.Range(0, seeds).Select(i => FilmScript.Write(200_000 + i, seconds));

    public static byte[] Frame(FilmRenderer renderer, int frame)
    {
        var rgb = new byte[renderer.FrameBytes];
        renderer.Render(frame, rgb);
        return rgb;
    }

    /// <summary>The first frame at or after a moment in milliseconds.</summary>
    public static int FrameAt(FilmRenderer renderer, long time) => Math.Min(renderer.FrameCount - 1, renderer.Rate.CountUntil(time));

    public static string Hash(FilmRenderer renderer, int every = 1)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var frame = 0; frame < renderer.FrameCount; frame += every) hash.AppendData(Frame(renderer, frame));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>A picture as a network sees it: each pixel of a square is the mean of what it covers.</summary>
    public static byte[] Shrunk(byte[] rgb, int width, int height, int side)
    {
        var small = new byte[side * side * 3];
        for (var i = 0; i < small.Length; i++)
        {
            var (x, y, k) = (i / 3 % side, i / 3 / side, i % 3);
            var (sum, count) = (0, 0);
            for (var row = y * height / side; row < Math.Max(y * height / side + 1, (y + 1) * height / side); row++)
                for (var column = x * width / side; column < Math.Max(x * width / side + 1, (x + 1) * width / side); column++)
                    (sum, count) = (sum + rgb[(row * width + column) * 3 + k], count + 1);
            small[i] = (byte)(sum / count);
        }

        return small;
    }

    public static double Difference(byte[] a, byte[] b) => a.Zip(b).Average(pair => Math.Abs(pair.First - pair.Second));

    /// <summary>The eight pictures of a scene as a network is trained on them.</summary>
    public static byte[] Clip(long seed, Scene scene)
    {
        var renderer = new FrameRenderer(WorldScript.Compose(seed, [scene]), 32, 32);
        var clip = new byte[Scene.Steps * renderer.FrameBytes];
        for (var step = 0; step < Scene.Steps; step++) renderer.Render(step, clip.AsSpan(step * renderer.FrameBytes));
        return clip;
    }

    /// <summary>Asserts that of the scene and its likes with another action, place or number, the one whose clip is nearest to eight pictures is the scene itself, and near.</summary>
    public static void AssertClipOf(FilmScript film, FilmScene scene, byte[] seen)
    {
        Scene[] likes =
        [
            scene.Scene,
            .. Enum.GetValues<ActorAction>().Where(action => action != scene.Scene.Action).Select(action => scene.Scene with { Action = action }),
            .. Enum.GetValues<Place>().Where(place => place != scene.Scene.Place).Select(place => scene.Scene with { Place = place }),
            .. Enumerable.Range(0, 10).Where(digit => digit != scene.Scene.Digit).Select(digit => scene.Scene with { Digit = digit }),
            .. Identity.Trained.Where(actor => actor != scene.Scene.Actor).Select(actor => scene.Scene with { Actor = actor }),
        ];
        var differences = likes.Select(like => Difference(seen, Clip(film.Seed, like))).ToList();
        Assert.True(differences[0] <= differences.Min(), $"seed {film.Seed}: {likes[differences.IndexOf(differences.Min())]} is nearer than {scene}");
        // The noise of a clip alone makes a difference of 4, the encoding and half a step's way the rest.
        Assert.True(differences[0] < 12, $"seed {film.Seed}, {scene}: {differences[0]}");
    }
}
