using LongVpo.Core.Ports;
using LongVpo.Core.Videos;

namespace LongVpo.Tests.Actors.Video;

/// <summary>A watch list that outlives the system that uses it, as the one on disk does.</summary>
public sealed class MemoryWatches : IWatchList
{
    private readonly List<Watch> _watches = [];
    private readonly Lock _gate = new();

    public ValueTask AddAsync(Watch watch, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _watches.RemoveAll(w => w.Video == watch.Video);
            _watches.Add(watch);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> RemoveAsync(VideoId video, CancellationToken cancellationToken)
    {
        lock (_gate) return ValueTask.FromResult(_watches.RemoveAll(w => w.Video == video) > 0);
    }

    public ValueTask<IReadOnlyList<Watch>> ListAsync(CancellationToken cancellationToken)
    {
        lock (_gate) return ValueTask.FromResult<IReadOnlyList<Watch>>([.. _watches]);
    }
}
