using LongVpo.Training.World;
using LongVpo.Training.World.Film;

namespace LongVpo.Training.Ready;

/// <summary>Clips of films of the calibration seeds as the product takes them from segments: half a second apart, eight spread evenly; every second film is damaged, because footage is. Beside them as many clips of worlds, which are what the network was taught.</summary>
public static class CalibrationClips
{
    /// <summary>Width and height of the pictures.</summary>
    public const int Side = 240;

    private const double FilmSeconds = 60;
    private const ulong DamagePurpose = 0xCA11;

    /// <summary>The clips of one film and of a world beside it, each as its pictures, RGB rows from the top.</summary>
    /// <param name="film">Which, from 0; there are as many as calibration has seeds.</param>
    /// <param name="worldSide">Width and height in which the world is drawn: what the network sees, because footage of worlds is drawn so.</param>
    /// <exception cref="ArgumentException">There are not so many.</exception>
    public static IEnumerable<(byte[][] Pictures, int Side)> Of(int film, int worldSide)
    {
        var (from, to) = SeedRanges.Of(WorldSplit.Calibration);
        if (film < 0 || from + film > to) throw new ArgumentException($"There is no film {film}: calibration has {to - from + 1} seeds.");
        var script = FilmScript.Write(from + film, FilmSeconds);
        var damage = film % 2 == 0 ? null : Drawn(from + film);
        var clips = new FilmClip(script, 0, script.Scenes.Length, 0, damage).Pictures(Side).Select(static picture => picture.ToArray()).Chunk(Scene.Steps);
        return clips.Select(static clip => (clip, Side)).Concat(World(WorldScript.Clips(from + film, script.Scenes.Length), worldSide));
    }

    private static IEnumerable<(byte[][] Pictures, int Side)> World(WorldScript world, int side)
    {
        var renderer = new FrameRenderer(world, side, side);
        return Enumerable.Range(0, renderer.FrameCount).Select(frame =>
        {
            var rgb = new byte[renderer.FrameBytes];
            renderer.Render(frame, rgb);
            return rgb;
        }).Chunk(Scene.Steps).Select(clip => (clip, side));
    }

    // As bad as footage may be and still be looked at.
    private static Damage Drawn(long seed)
    {
        var random = WorldRandom.For(seed, DamagePurpose);
        return new Damage(random.Below(61), random.Below(51), 70 + random.Below(61), random.Below(11), random.Below(11));
    }
}
