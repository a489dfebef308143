using LongVpo.Core.Time;

namespace LongVpo.Media.Observations;

/// <summary>Turns positions among a segment's samples into stretches of its range: a frame lasts until the next one, the last until the segment ends.</summary>
internal sealed class Timeline(TimeRange whole)
{
    public TimeRange Whole => whole;

    public TimeRange RangeOf(IReadOnlyList<FrameSample> samples, Stretch stretch)
    {
        var start = Inside(samples[stretch.First].Time);
        var end = stretch.Last + 1 < samples.Count ? Inside(samples[stretch.Last + 1].Time) : whole.End;
        return new TimeRange(start, MediaTime.Max(start, end));
    }

    public double SecondsOf(IReadOnlyList<FrameSample> samples, int index) => RangeOf(samples, new Stretch(index, index)).Duration.TotalSeconds;

    private MediaTime Inside(MediaTime time) => MediaTime.Max(whole.Start, MediaTime.Min(whole.End, time));
}
