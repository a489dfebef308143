using System.Collections.Immutable;

namespace LongVpo.Training.World.Film;

/// <summary>Everything that is seen and heard in a film, with its times: what frames and sound are made from and answers are looked up in.</summary>
/// <param name="World">The scenes as a world, of which the questions of <see cref="Questions"/> can be asked.</param>
/// <param name="Scenes">The scenes in order, with their times.</param>
public sealed record FilmScript(WorldScript World, ImmutableArray<FilmScene> Scenes)
{
    /// <summary>The longest film, in seconds: six hours.</summary>
    public const int SecondsMost = 21_600;

    /// <summary>Where the seed's purposes for films begin; those below are of <see cref="WorldScript"/> and <see cref="Questions"/>.</summary>
    internal const ulong Purpose = 0x100;

    /// <summary>The seed that all of it follows from.</summary>
    public long Seed => World.Seed;

    /// <summary>In milliseconds.</summary>
    public long Length => Scenes[^1].When.To;

    /// <summary>Writes a film. The same arguments always give the same one.</summary>
    /// <param name="seed">Of one of the <see cref="SeedRanges"/>.</param>
    /// <param name="seconds">Least length, 1 to <see cref="SecondsMost"/>; the film ends with the scene that reaches it.</param>
    /// <param name="sceneSeconds">
    /// Length of the shortest scenes, 1 to 60; others last one and a half times as long or twice. Default 4: the product looks at two pictures a second, and eight are a clip of the world.
    /// </param>
    /// <exception cref="ArgumentException">The seed is in no range, or a number cannot be.</exception>
    public static FilmScript Write(long seed, double seconds, double sceneSeconds = 4)
    {
        if (!(seconds is >= 1 and <= SecondsMost)) throw new ArgumentException($"A film of {seconds} seconds cannot be; it has 1 to {SecondsMost}.");
        if (!(sceneSeconds is >= 1 and <= 60)) throw new ArgumentException($"Scenes of {sceneSeconds} seconds cannot be; the shortest have 1 to 60.");
        SeedRanges.SplitOf(seed);

        var times = FilmTimes.Draw(WorldRandom.For(seed, Purpose), (long)(seconds * 1000), (long)(sceneSeconds * 1000));
        if (times.Length > WorldScript.ScenesMost)
            throw new ArgumentException($"A film of {seconds} seconds has more than {WorldScript.ScenesMost} scenes of {sceneSeconds} seconds; make it shorter or the scenes longer.");
        var casting = WorldRandom.For(seed, Purpose + 1);
        var (world, like) = FilmCast.Repeat(WorldScript.Episode(seed, times.Length, cast: 6 + casting.Below(3)), casting);
        return new FilmScript(world, FilmDressing.Dress(world, times, like, WorldRandom.For(seed, Purpose + 2)));
    }

    /// <summary>The scene that a moment belongs to, with the change that leads to it; the last one after the end.</summary>
    /// <param name="time">In milliseconds.</param>
    public int SceneAt(long time)
    {
        var (low, high) = (0, Scenes.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Scenes[middle].OpeningFrom <= time) low = middle;
            else high = middle - 1;
        }

        return low;
    }
}
