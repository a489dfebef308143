using System.Security.Cryptography;
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
}
