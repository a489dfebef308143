using System.Collections.Immutable;

namespace LongVpo.Training.World.Film;

/// <summary>Changes who acts in which scene of a film: some scenes repeat an earlier one nearly, and some actors were called by another.</summary>
internal static class FilmCast
{
    private const int RepeatPercent = 20;
    private const int ChainMost = 7;

    /// <summary>
    /// Lets scenes repeat an earlier one, not the one just before, but for its action or its number. Places that are seen twice are left alone, because questions that join two scenes by their place need them.
    /// </summary>
    public static (WorldScript World, ImmutableArray<int?> Like) Repeat(WorldScript world, WorldRandom random)
    {
        var scenes = world.Scenes.ToBuilder();
        var like = new int?[scenes.Count];
        for (var i = 2; i < scenes.Count; i++)
        {
            var (isDrawn, from, isAction, by) = (random.Below(100) < RepeatPercent, random.Below(i - 1), random.Below(2) == 0, random.Below(7));
            if (!isDrawn || IsJoined(world, i) || IsJoined(world, from)) continue;
            var source = scenes[from];
            scenes[i] = isAction
                ? source with { Action = (ActorAction)(((int)source.Action + 1 + by) % 8) }
                : source with { Digit = (source.Digit + 1 + by) % 10 };
            like[i] = from;
        }

        return (WorldScript.Compose(world.Seed, scenes.DrainToImmutable()), [.. like]);
    }

    /// <summary>Scenes whose actors called each other, in this order, spread over the film; each actor is among them once.</summary>
    public static ImmutableArray<int> Chain(WorldScript world, WorldRandom random)
    {
        var chain = ImmutableArray.CreateBuilder<int>();
        var count = world.Scenes.Length;
        for (var link = 0; link < ChainMost; link++)
        {
            var (from, to) = (count * link / ChainMost, count * (link + 1) / ChainMost);
            ImmutableArray<int> fresh = [.. Enumerable.Range(from, to - from).Where(i => !chain.Any(before => world.Scenes[before].Actor == world.Scenes[i].Actor))];
            if (!fresh.IsEmpty) chain.Add(random.Of(fresh));
        }

        return chain.Count > 1 ? chain.ToImmutable() : [];
    }

    private static bool IsJoined(WorldScript world, int scene) => world.Scenes.Count(other => other.Place == world.Scenes[scene].Place) == 2;
}
