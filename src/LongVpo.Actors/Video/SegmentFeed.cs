using System.Runtime.CompilerServices;
using System.Threading.Channels;
using LongVpo.Core.Frames;
using LongVpo.Core.Segments;

namespace LongVpo.Actors.Video;

/// <summary>
/// The data plane between reading and observing: frames travel here and never through an inbox. Bounded; full makes the reader wait, and through it the source.
/// </summary>
internal sealed class SegmentFeed(int capacityItems, TimeProvider time)
{
    private readonly Channel<(FeedItem Item, long Stamp)> _items =
        Channel.CreateBounded<(FeedItem, long)>(new BoundedChannelOptions(capacityItems) { SingleReader = true, SingleWriter = true, FullMode = BoundedChannelFullMode.Wait });

    public int Depth => _items.Reader.Count;

    /// <summary>Hands an item over; when this throws the frame is still the caller's.</summary>
    public ValueTask WriteAsync(FeedItem item, CancellationToken cancellationToken) => _items.Writer.WriteAsync((item, time.GetTimestamp()), cancellationToken);

    public void Complete() => _items.Writer.TryComplete();

    /// <summary>Everything in order, each with how long it has waited here.</summary>
    public async IAsyncEnumerable<(FeedItem Item, TimeSpan Waited)> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (item, stamp) in _items.Reader.ReadAllAsync(cancellationToken)) yield return (item, time.GetElapsedTime(stamp));
    }

    /// <summary>Gives back the frames nobody will take any more, once both ends have stopped.</summary>
    public void Drain()
    {
        while (_items.Reader.TryRead(out var left)) Return(left.Item);
    }

    public static void Return(FeedItem item) => ((item as EventFed)?.Event as FrameDecoded)?.Sampled?.Dispose();
}
