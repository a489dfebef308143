using System.Collections.Immutable;
using LongVpo.Core.Frames;
using LongVpo.Training.Preferences.Pairs;
using LongVpo.Training.Preferences.Pairs.Pictures;
using LongVpo.Training.Preferences.Stage1;
using LongVpo.Training.Preferences.Stage1.Worlds;
using LongVpo.Training.World;

namespace LongVpo.Training.Preferences.Scenes.Worlds;

/// <summary>Episodes of the scripted world as long videos: a cast that comes back, so that one cue is no longer enough. Frames are drawn when they are asked for.</summary>
public sealed class EpisodeVideos : ISceneVideos
{
    private const ulong LengthPurpose = 7UL << 56;

    private readonly long _from;
    private readonly PairSplit _split;
    private readonly ImmutableArray<LengthShare> _lengths;
    private readonly bool _isCaptioned;

    /// <param name="from">First seed.</param>
    /// <param name="to">Last seed.</param>
    /// <param name="lengths">How long episodes are, in scenes; percents add up to 100.</param>
    /// <param name="isCaptioned">Whether the script's captions are given instead of the model's own, to see what its mistakes cost.</param>
    /// <exception cref="PreferenceException">The seeds are not all for training or all for validation.</exception>
    public EpisodeVideos(long from, long to, ImmutableArray<LengthShare> lengths, bool isCaptioned)
    {
        if (lengths.IsDefaultOrEmpty || lengths.Sum(static length => length.Percent) != 100) throw new ArgumentException("The percents of episodes' lengths add up to 100.");
        // The pool of clips has the same rules about seeds.
        _split = new WorldPool(from, to, isCaptioned).Split;
        (_from, Count, _lengths, _isCaptioned) = (from, (int)(to - from + 1), lengths, isCaptioned);
        Name = FormattableString.Invariant($"world:episodes:{from}-{to}:{string.Join(',', lengths.Select(static length => $"{length.Clips}x{length.Percent}"))}{(isCaptioned ? ":captioned" : string.Empty)}");
    }

    /// <summary>8, 12 and 16 scenes (64, 96 and 128 frames) in 40, 40 and 20 of a hundred episodes, so that 256 frames stay a length that was never trained.</summary>
    public static ImmutableArray<LengthShare> DefaultLengths { get; } = [new(8, 40), new(12, 40), new(16, 20)];

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public ValueTask<SceneVideo> OpenAsync(int video, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (seed, count) = Of(video);
        var clips = WorldMedia.Clips(isEpisode: true, seed, count);
        var script = WorldScript.Episode(seed, count);
        return ValueTask.FromResult(new SceneVideo(clips[0].SourceId, _split, clips, [.. Enumerable.Range(0, count).Select(scene => _isCaptioned ? Questions.Caption(script, scene) : null)]));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StillFrame>> ReadAsync(int video, int scene, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (seed, count) = Of(video);
        return ValueTask.FromResult(WorldPool.Frames(WorldScript.Episode(seed, count), scene));
    }

    private (long Seed, int Count) Of(int video)
    {
        var percent = WorldRandom.For(_from + video, LengthPurpose).Below(100);
        foreach (var length in _lengths)
            if ((percent -= length.Percent) < 0) return (_from + video, length.Clips);
        return (_from + video, _lengths[^1].Clips);
    }
}
