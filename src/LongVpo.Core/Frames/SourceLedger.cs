namespace LongVpo.Core.Frames;

/// <summary>What became of the frames of a live or paced source: at every moment <c>Received = Delivered + Dropped + Pending</c>.</summary>
/// <param name="Received">Decoded and put on the timeline.</param>
/// <param name="Delivered">Taken by the reader.</param>
/// <param name="Dropped">Let go, the oldest first, because nobody took them in time.</param>
/// <param name="Pending">Waiting for the reader.</param>
/// <param name="Reconnects">How often the source was opened again.</param>
public sealed record SourceLedger(long Received, long Delivered, long Dropped, long Pending, long Reconnects)
{
    public static readonly SourceLedger Empty = new(0, 0, 0, 0, 0);
}
