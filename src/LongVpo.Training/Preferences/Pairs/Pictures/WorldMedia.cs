using System.Collections.Immutable;
using System.Globalization;
using LongVpo.Training.World;

namespace LongVpo.Training.Preferences.Pairs.Pictures;

/// <summary>Names a scene of a scripted world in a pair, <c>world:clips:SEED:COUNT#SCENE</c>, so that its frames are drawn again instead of kept.</summary>
/// <param name="IsEpisode">Whether the scenes have a cast that comes back; else they are independent.</param>
/// <param name="Seed">The world's seed.</param>
/// <param name="Count">Its scenes.</param>
/// <param name="Scene">Which of them.</param>
public readonly record struct WorldMedia(bool IsEpisode, long Seed, int Count, int Scene)
{
    /// <summary>What a world is used under: it was made up.</summary>
    public const string Licence = "CC0-1.0";

    /// <summary>The source of all scenes of this world.</summary>
    public string SourceId => string.Create(CultureInfo.InvariantCulture, $"world:{(IsEpisode ? "episode" : "clips")}:{Seed}:{Count}");

    /// <summary>The world.</summary>
    public WorldScript Script() => IsEpisode ? WorldScript.Episode(Seed, Count) : WorldScript.Clips(Seed, Count);

    /// <summary>The scene as a clip, one second to a frame.</summary>
    public PairClip Clip() => new(
        string.Create(CultureInfo.InvariantCulture, $"scene{Scene}"), SourceId, [.. Enumerable.Range(0, World.Scene.Steps)], Scene * World.Scene.Steps, (Scene + 1) * World.Scene.Steps, ToString(), Licence);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{SourceId}#{Scene}");

    /// <summary>Reads what <see cref="ToString"/> writes; null for anything else.</summary>
    public static WorldMedia? Parse(string? media)
    {
        if (media is null || media.Split(':', '#') is not ["world", ("clips" or "episode") and var kind, var seed, var count, var scene]) return null;
        var isNumber = long.TryParse(seed, NumberStyles.None, CultureInfo.InvariantCulture, out var s) & int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var c) & int.TryParse(scene, NumberStyles.None, CultureInfo.InvariantCulture, out var i);
        return isNumber && c is >= 1 and <= WorldScript.ScenesMost && i < c ? new WorldMedia(kind == "episode", s, c, i) : null;
    }

    /// <summary>Every scene of a world as a clip.</summary>
    public static ImmutableArray<PairClip> Clips(bool isEpisode, long seed, int count) => [.. Enumerable.Range(0, count).Select(scene => new WorldMedia(isEpisode, seed, count, scene).Clip())];
}
