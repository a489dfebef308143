using System.Collections.Immutable;
using LongVpo.Core.Ports;
using LongVpo.Core.Trees;
using LongVpo.Core.Videos;

namespace LongVpo.Actors.Video;

/// <summary>Reads a video's state and tree out of what is stored, the one way there is: by folding its events.</summary>
public sealed class VideoHistory(IVideoStore store, VideoRules rules)
{
    /// <summary>The state now; <see cref="VideoState.Empty"/> for a video that was never added.</summary>
    /// <exception cref="StoreException">The memory could not be read.</exception>
    public Task<VideoState> LoadAsync(VideoId video, CancellationToken cancellationToken) => LoadAsync(video, _ => { }, cancellationToken);

    internal async Task<VideoState> LoadAsync(VideoId video, Action<StoredEvent> see, CancellationToken cancellationToken)
    {
        var state = VideoState.Empty;
        await foreach (var stored in store.ReadAsync(video, cancellationToken))
        {
            state = rules.Apply(state, stored.Event);
            see(stored);
        }

        return state;
    }

    /// <summary>The whole tree: closed nodes as they were stored, the open edge as it would stand if the video ended now.</summary>
    /// <exception cref="StoreException">The memory could not be read.</exception>
    public async Task<VideoTree> ReadTreeAsync(VideoId video, CancellationToken cancellationToken)
    {
        var state = VideoState.Empty;
        var nodes = ImmutableArray.CreateBuilder<TreeNode>();
        await foreach (var stored in store.ReadAsync(video, cancellationToken))
        {
            state = rules.Apply(state, stored.Event);
            if (stored.Event is NodeClosed closed) nodes.Add(closed.Node);
        }

        nodes.AddRange(rules.OpenNodes(state));
        return new VideoTree(state, [.. nodes.OrderBy(n => n.Level).ThenBy(n => n.Ordinal)]);
    }
}
