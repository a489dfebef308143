namespace LongVpo.TestKit.Shots;

/// <summary>The fixed set of synthetic films that cutters are compared on: every kind of boundary and of trap, at every common frame rate.</summary>
public static class SyntheticSuite
{
    private static readonly double[] Rates = [12.5, 24, 25, 30, 60];

    /// <summary>Films numbered from a seed; the same seed gives the same film on any machine.</summary>
    public static SyntheticFilm Make(int seed)
    {
        var random = new Random(seed * 7919);
        var film = new SyntheticFilm(seed, Rates[seed % Rates.Length]);
        var number = seed * 100;
        var scene = new SyntheticScene(number++);
        film.Shoot(scene, 2);
        for (var i = 0; i < 12; i++)
        {
            var next = new SyntheticScene(number++);
            Join(film, scene, next, random);
            scene = next;
            film.Shoot(scene, 1.5 + random.NextDouble());
            Trap(film, scene, random);
            film.Shoot(scene, 1.5);
        }

        return film;
    }

    private static void Join(SyntheticFilm film, SyntheticScene before, SyntheticScene after, Random random)
    {
        var seconds = 0.3 + (random.NextDouble() * 1.7);
        switch (random.Next(8))
        {
            case 0:
                film.Mix(before, after, seconds, "dissolve", (_, share) => share);
                break;
            case 1:
                film.Mix(before, after, seconds, "wipe", (column, share) => (share * 66) - column);
                break;
            case 2:
                Through(film, before, after, 0, seconds);
                break;
            case 3:
                Through(film, before, after, 235, seconds);
                break;
            default:
                film.Cut();
                break;
        }
    }

    private static void Through(SyntheticFilm film, SyntheticScene before, SyntheticScene after, float level, double seconds) =>
        film.Gradually("fade", () =>
        {
            film.Fade(before, seconds / 2, level, into: true);
            film.Blank(0.25, level);
            film.Fade(after, seconds / 2, level, into: false);
        });

    private static void Trap(SyntheticFilm film, SyntheticScene scene, Random random)
    {
        switch (random.Next(9))
        {
            case 0:
                film.Shoot(scene, 0.12, "flash", (p, _) => Light(p, 1.5f, 110));
                break;
            case 1:
                film.Shoot(scene, 1, "strobe", (p, share) => Light(p, (int)(share * 10) % 2 == 0 ? 1.4f : 1f, (int)(share * 10) % 2 == 0 ? 70 : 0));
                break;
            case 2:
                With(scene, s => s.PanX *= 8, s => s.PanX /= 8, () => film.Shoot(scene, 1, "pan"));
                break;
            case 3:
                With(scene, s => s.Zoom += 0.4f, s => s.Zoom -= 0.4f, () => film.Shoot(scene, 1.2, "zoom"));
                break;
            case 4:
                With(scene, s => s.Shake += 5, s => s.Shake -= 5, () => film.Shoot(scene, 1, "shake"));
                break;
            case 5:
                film.Shoot(scene, 0.8, "crossing object", Cross);
                break;
            case 6:
                film.Shoot(scene, 1, "brightness step", (p, share) => Light(p, share < 0.5 ? 1f : 0.65f, 0));
                break;
            case 7:
                With(scene, s => s.Noise += 5, s => s.Noise -= 5, () => film.Shoot(scene, 1, "noise"));
                break;
            default:
                film.Shoot(scene, 1, "slow exposure", (p, share) => Light(p, (float)(1 + (0.3 * Math.Sin(share * Math.PI * 2))), 0));
                break;
        }
    }

    private static void With(SyntheticScene scene, Action<SyntheticScene> set, Action<SyntheticScene> reset, Action film)
    {
        set(scene);
        film();
        reset(scene);
    }

    private static void Light(float[] picture, float gain, float offset)
    {
        for (var i = 0; i < 64 * 36; i++) picture[i] = (picture[i] * gain) + offset;
    }

    private static void Cross(float[] picture, double share)
    {
        var centre = -30 + (share * 124);
        for (var y = 0; y < 36; y++)
            for (var x = 0; x < 64; x++)
                if (Math.Abs(x - centre) < 22) picture[(y * 64) + x] = 60 + (y % 7);
    }
}
