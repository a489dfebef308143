using System.Collections.Immutable;
using LongVpo.Core.Frames;
using LongVpo.Core.Models;
using LongVpo.Core.Ports;
using LongVpo.Core.Videos;
using LongVpo.Node;
using LongVpo.Node.Contract;
using LongVpo.Node.Models;
using LongVpo.Training.Preferences.Pairs;
using LongVpo.Training.Preferences.Scenes;

namespace LongVpo.Cli;

/// <summary>
/// Remembered videos as preference data are made of them: the tree that answers live questions, read as scenes with their captions. Scenes where a video has enough of them, else its segments.
/// </summary>
internal sealed class StoredVideos : ISceneVideos
{
    private const int LeastScenes = 4;
    private const int FramesPerScene = 8;
    private readonly ImmutableArray<(VideoId Id, string Path, double Start, SceneVideo Video)> _videos;
    private readonly IFootageFrames _footage;
    private readonly SegmentStills _stills;

    private StoredVideos(ImmutableArray<(VideoId Id, string Path, double Start, SceneVideo Video)> videos, IFootageFrames footage, SegmentStills stills, string name) =>
        (_videos, _footage, _stills, Name) = (videos, footage, stills, name);

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Count => _videos.Length;

    /// <summary>Reads the trees of videos as they are now; what is watched later is another run's.</summary>
    /// <param name="node">Whose memory.</param>
    /// <param name="config">The options file.</param>
    /// <param name="wanted">Files or ids; all videos when empty.</param>
    /// <param name="isRetold">Whether the model captions scenes anew instead of taking what a model said when they were watched.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<StoredVideos> OpenAsync(LocalNode node, string? config, IReadOnlyCollection<string> wanted, bool isRetold, CancellationToken cancellationToken)
    {
        var ids = new List<VideoId>();
        foreach (var one in wanted) ids.Add(await node.ResolveAsync(one, cancellationToken));
        if (wanted.Count == 0) ids.AddRange((await node.ListAsync(cancellationToken)).Videos.Select(static video => new VideoId(video.Video)));
        var videos = ImmutableArray.CreateBuilder<(VideoId, string, double, SceneVideo)>();
        foreach (var id in ids.OrderBy(static id => id.Value, StringComparer.Ordinal))
        {
            var tree = await node.TreeAsync(id, cancellationToken);
            var start = await node.ContainerStartAsync(id, cancellationToken);
            videos.Add((id, tree.Path, start, Read(tree, start, isRetold)));
        }

        var told = string.Join(',', videos.Select(static video => FormattableString.Invariant($"{video.Item1.Value}x{video.Item4.Scenes.Length}")));
        return new StoredVideos(videos.ToImmutable(), new FootageFrames(OptionsFile.Read(config)), new SegmentStills(node), $"store:{told}{(isRetold ? ":retold" : string.Empty)}");
    }

    /// <inheritdoc/>
    public ValueTask<SceneVideo> OpenAsync(int video, CancellationToken cancellationToken) => ValueTask.FromResult(_videos[video].Video);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<StillFrame>> ReadAsync(int video, int scene, CancellationToken cancellationToken)
    {
        var (id, path, start, opened) = _videos[video];
        var clip = opened.Scenes[scene];
        try
        {
            return File.Exists(path)
                ? await _footage.ReadAsync(path, [.. clip.Frames.Select(frame => clip.T0 + frame)], cancellationToken)
                : await _stills.ReadAsync(id, clip.T0 + start, clip.T1 + start, clip.Frames.Length, cancellationToken);
        }
        catch (SourceException gone)
        {
            throw new PreferenceException(gone.Message, gone);
        }
    }

    private static SceneVideo Read(TreeDocument tree, double start, bool isRetold)
    {
        var isByScenes = tree.Scenes.Count(static scene => scene.Closed) >= LeastScenes;
        var parts = isByScenes
            ? tree.Scenes.Where(static scene => scene.Closed).Select(static scene => (scene.Id, scene.Start, scene.End, scene.Caption, IsSaid: scene.CaptionBy is not null)).ToList()
            : [.. tree.Segments.Select(static segment => (segment.Id, segment.Start, segment.End, segment.Caption, IsSaid: segment.CaptionBy is not null))];
        var media = File.Exists(tree.Path) ? Path.GetFullPath(tree.Path) : null;
        return new SceneVideo(
            tree.Video, SplitRules.Of(tree.Video), [.. parts.Select(part => new PairClip(part.Id, tree.Video, Frames(part.End - part.Start), Math.Max(0, part.Start - start), part.End - start, media))],
            [.. parts.Select(part => isRetold || !part.IsSaid ? null : part.Caption)]);
    }

    // One second to a frame; a scene of less than two seconds has one.
    private static ImmutableArray<int> Frames(double seconds) => EvenChoice.Of(Math.Max(1, (int)seconds), FramesPerScene);
}
