namespace LongVpo.Media.Live;

/// <summary>
/// Remembers by how much arrival was ahead of the timeline in the last seconds. The smallest lead is that of what arrived with the least delay, which is steady where footage
/// comes in bursts; the lead of a single picture is not.
/// </summary>
internal sealed class LeadWindow(TimeSpan span)
{
    // One entry per quarter of a second, so its size is bounded whatever the frame rate.
    private static readonly long Slot = TimeSpan.TicksPerSecond / 4;

    private readonly Queue<(long Slot, long Least)> _slots = new();
    private (long Slot, long Least)? _open;

    /// <summary>The smallest lead within the window; null before the first.</summary>
    public long? Least => _open is not { } open ? null : _slots.Count == 0 ? open.Least : Math.Min(open.Least, _slots.Min(s => s.Least));

    public void Add(DateTimeOffset arrival, long lead)
    {
        var slot = arrival.UtcTicks / Slot;
        if (_open is { } open && open.Slot == slot)
        {
            _open = (slot, Math.Min(open.Least, lead));
            return;
        }

        if (_open is { } closed) _slots.Enqueue(closed);
        _open = (slot, lead);
        while (_slots.TryPeek(out var oldest) && oldest.Slot < slot - (span.Ticks / Slot)) _slots.Dequeue();
    }

    public void Clear()
    {
        _slots.Clear();
        _open = null;
    }
}
