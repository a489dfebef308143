using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using LongVpo.Core.Videos;

namespace LongVpo.Actors.Video;

/// <summary>
/// Tells changes to whoever follows them without ever waiting for anybody: each follower has a bounded queue of its own, and one whose queue is full is let go and told so.
/// </summary>
internal sealed class ChangeHub(int capacityChanges)
{
    private readonly ConcurrentDictionary<Follower, byte> _followers = new();
    private volatile bool _closed;

    public void Publish(VideoChange change)
    {
        foreach (var follower in _followers.Keys)
        {
            if ((follower.Only is { } only && only != change.Video) || follower.Waiting.Writer.TryWrite(change)) continue;
            _followers.TryRemove(follower, out _);
            follower.Waiting.Writer.TryComplete(new FollowerLostException(capacityChanges));
        }
    }

    /// <summary>Changes from now on, also those between this call and the first one that is awaited.</summary>
    /// <exception cref="FollowerLostException">While enumerating: the follower was too slow; what was kept for it has been given before.</exception>
    public IAsyncEnumerable<VideoChange> FollowAsync(VideoId? only, CancellationToken cancellationToken)
    {
        var follower = new Follower(only, Channel.CreateBounded<VideoChange>(new BoundedChannelOptions(capacityChanges) { SingleReader = true }));
        _followers.TryAdd(follower, 0);
        if (_closed) follower.Waiting.Writer.TryComplete();
        return ReadAsync(follower, cancellationToken);
    }

    /// <summary>Ends every follower after what it still has to hear.</summary>
    public void Close()
    {
        _closed = true;
        foreach (var follower in _followers.Keys) follower.Waiting.Writer.TryComplete();
    }

    private async IAsyncEnumerable<VideoChange> ReadAsync(Follower follower, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var change in follower.Waiting.Reader.ReadAllAsync(cancellationToken)) yield return change;
        }
        finally
        {
            _followers.TryRemove(follower, out _);
        }
    }

    // A class, because two followers of the same are still two.
    private sealed class Follower(VideoId? only, Channel<VideoChange> waiting)
    {
        public VideoId? Only { get; } = only;

        public Channel<VideoChange> Waiting { get; } = waiting;
    }
}
