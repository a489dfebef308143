using System.Threading.Channels;
using LongVpo.Core.Frames;
using LongVpo.Core.Segments;

namespace LongVpo.Actors.Video;

/// <summary>
/// The data plane between reading and observing: frames travel here and never through an inbox. Bounded; full makes the reader wait, and through it the source.
/// </summary>
internal sealed class SegmentFeed(int capacityItems)
{
    private readonly Channel<FeedItem> _items =
        Channel.CreateBounded<FeedItem>(new BoundedChannelOptions(capacityItems) { SingleReader = true, SingleWriter = true, FullMode = BoundedChannelFullMode.Wait });

    public int Depth => _items.Reader.Count;

    /// <summary>Hands an item over; when this throws the frame is still the caller's.</summary>
    public ValueTask WriteAsync(FeedItem item, CancellationToken cancellationToken) => _items.Writer.WriteAsync(item, cancellationToken);

    public void Complete() => _items.Writer.TryComplete();

    public IAsyncEnumerable<FeedItem> ReadAllAsync(CancellationToken cancellationToken) => _items.Reader.ReadAllAsync(cancellationToken);

    /// <summary>Gives back the frames nobody will take any more, once both ends have stopped.</summary>
    public void Drain()
    {
        while (_items.Reader.TryRead(out var left)) Return(left);
    }

    public static void Return(FeedItem item) => ((item as EventFed)?.Event as FrameDecoded)?.Sampled?.Dispose();
}
