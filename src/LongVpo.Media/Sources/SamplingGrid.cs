using LongVpo.Core.Time;

namespace LongVpo.Media.Sources;

/// <summary>
/// The grid of sampling times, counted from the container's zero, so that a run that starts anywhere samples the same frames:
/// the first frame in each slot between two grid points is its sample.
/// </summary>
internal readonly struct SamplingGrid(TimeSpan interval)
{
    /// <summary>The number of the slot a time lies in; negative before zero.</summary>
    public long SlotOf(MediaTime time)
    {
        var ticks = (Int128)time.Pts * time.TimeBase.Numerator * TimeSpan.TicksPerSecond;
        var perSlot = (Int128)time.TimeBase.Denominator * interval.Ticks;
        var slot = ticks / perSlot;
        return (long)(ticks < 0 && slot * perSlot != ticks ? slot - 1 : slot);
    }
}
