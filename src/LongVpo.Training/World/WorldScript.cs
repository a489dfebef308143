using System.Collections.Immutable;

namespace LongVpo.Training.World;

/// <summary>Everything that is seen in a world, scene by scene: what frames are drawn from and answers are looked up in.</summary>
/// <param name="Seed">The seed that all of it follows from.</param>
/// <param name="Split">What the world may be used for.</param>
/// <param name="Scenes">The scenes in the order they are seen, one after the other.</param>
public sealed record WorldScript(long Seed, WorldSplit Split, ImmutableArray<Scene> Scenes)
{
    /// <summary>Scenes of the longest world: 2,048 frames, eight times what is ever judged.</summary>
    public const int ScenesMost = 256;

    private const ulong ClipsPurpose = 1;
    private const ulong EpisodePurpose = 2;

    /// <summary>Frames, one for each step of each scene.</summary>
    public int FrameCount => Scenes.Length * Scene.Steps;

    /// <summary>Writes independent scenes, actors drawn with replacement from the trained identities.</summary>
    /// <param name="seed">Of one of the <see cref="SeedRanges"/>.</param>
    /// <param name="count">Scenes, 1 to <see cref="ScenesMost"/>.</param>
    /// <param name="heldOut">The scene whose actor is drawn from the held-out identities instead; null for none. Refused on seeds for training.</param>
    /// <exception cref="ArgumentException">The seed is in no range, or a number cannot be.</exception>
    public static WorldScript Clips(long seed, int count, int? heldOut = null)
    {
        var split = Checked(seed, count);
        if (heldOut is not null && split == WorldSplit.Train) throw new ArgumentException($"Seed {seed} is for training, which may not show a held-out identity; take a seed for validation or test.");
        if (heldOut < 0 || heldOut >= count) throw new ArgumentException($"Scene {heldOut} cannot hold the held-out identity of {count} scenes; count from 0.");

        var random = WorldRandom.For(seed, (ClipsPurpose << 32) + (ulong)count);
        var scenes = ImmutableArray.CreateBuilder<Scene>(count);
        for (var i = 0; i < count; i++) scenes.Add(Scene.Draw(random, random.Of(i == heldOut ? Identity.HeldOut : Identity.Trained)));
        return new WorldScript(seed, split, scenes.MoveToImmutable());
    }

    /// <summary>
    /// Writes scenes with a cast that comes back with other actions in other places. One place is seen exactly twice, with two actors, because with many scenes none would be by chance and
    /// questions that join two scenes by their place need one.
    /// </summary>
    /// <param name="seed">Of one of the <see cref="SeedRanges"/>.</param>
    /// <param name="count">Scenes, 2 to <see cref="ScenesMost"/>.</param>
    /// <param name="cast">Actors, 2 to 48; null draws 5 to 8, or 2 where there are fewer than five scenes.</param>
    /// <exception cref="ArgumentException">The seed is in no range, or a number cannot be.</exception>
    public static WorldScript Episode(long seed, int count, int? cast = null)
    {
        var split = Checked(seed, count);
        if (count < 2) throw new ArgumentException("An episode needs two scenes.");
        if (cast is < 2 or > 48) throw new ArgumentException($"A cast of {cast} cannot be; it has 2 to 48 actors.");

        var random = WorldRandom.For(seed, (EpisodePurpose << 32) + ((ulong)(cast ?? 0) << 16) + (ulong)count);
        var drawn = 5 + random.Below(4);
        var actors = random.Shuffled(Identity.Trained)[..(cast ?? (count < 5 ? 2 : drawn))];
        var places = random.Shuffled(Enum.GetValues<Place>());
        var twice = random.Shuffled(Enumerable.Range(0, count));
        var scenes = ImmutableArray.CreateBuilder<Scene>(count);
        for (var i = 0; i < count; i++)
        {
            var isJoined = i == twice[0] || i == twice[1];
            var place = isJoined ? places[0] : places[1 + random.Below(5)];
            var among = i == Math.Max(twice[0], twice[1]) ? actors.Remove(scenes[Math.Min(twice[0], twice[1])].Actor) : actors;
            scenes.Add(Scene.Draw(random, random.Of(among), place));
        }

        return new WorldScript(seed, split, scenes.MoveToImmutable());
    }

    /// <summary>A world of scenes at hand, in this order, so that scenes of other worlds can be put around one.</summary>
    /// <param name="seed">The seed it is known by; its use must be that of all scenes, which the caller sees to.</param>
    /// <param name="scenes">The scenes.</param>
    /// <exception cref="ArgumentException">The seed is in no range, or there are no scenes or too many.</exception>
    public static WorldScript Compose(long seed, ImmutableArray<Scene> scenes) => new(seed, Checked(seed, scenes.Length), scenes);

    private static WorldSplit Checked(long seed, int count) => count is >= 1 and <= ScenesMost
        ? SeedRanges.SplitOf(seed)
        : throw new ArgumentException($"A world of {count} scenes cannot be; it has 1 to {ScenesMost}.");
}
