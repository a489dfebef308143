using System.Collections.Immutable;
using LongVpo.Core.Frames;
using LongVpo.Core.Observations;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;

namespace LongVpo.StoreWriter;

/// <summary>Events that follow from a seed alone, so that a test and the process it kills agree on what was written.</summary>
public static class MadeUpVideo
{
    public static readonly DateTimeOffset Began = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly TimeBase Ticks = new(1, 90_000);

    public static VideoOpened Opened(string location) =>
        new(new SourceDescription { Location = location, Container = "matroska", VideoCodec = "h264", DurationSeconds = 3_600, VideoTimeBase = Ticks }, "r1", Began);

    /// <summary>A five-second segment with words, a measurement, a picture and a descriptor.</summary>
    public static SegmentSealed Segment(int ordinal, params string[] lines)
    {
        var range = new TimeRange(At(ordinal * 5.0), At((ordinal + 1) * 5.0));
        var words = lines.Select((text, i) => new Observation
        {
            Kind = ObservationKind.ScreenText,
            Range = new TimeRange(At((ordinal * 5.0) + (i * 0.001)), range.End),
            Text = text,
            Value = 0.9,
            Box = new Box(0.1, 0.2, 0.3, 0.1),
        });
        var motion = new Observation { Kind = ObservationKind.Motion, Range = range, Text = "still", Value = 0.01 };
        return new SegmentSealed(
            new Segment
            {
                Span = new SegmentSpan(new SegmentId(ordinal), ordinal, range, ordinal == 0 ? Opening.Start : Opening.Hard, new TimeRange(range.Start, range.Start)),
                Observations = [.. words, motion],
                Caption = new Caption($"Segment {ordinal} shows {string.Join(" and ", lines)}.", Caption.Observed, 1),
                Descriptor = Descriptor(ordinal),
                Thumbnail = [0xFF, 0xD8, (byte)ordinal],
                FramesDecoded = 125,
            },
            Began.AddSeconds((ordinal + 1) * 5.0));
    }

    public static VideoFinished Finished(int segments, DateTimeOffset at) =>
        new(StreamEnd.Finished, At(segments * 5.0), new SourceCounters { FramesDecoded = segments * 125L }, null, at);

    public static MediaTime At(double seconds) => new((long)Math.Round(seconds * 90_000), Ticks);

    public static ImmutableArray<float> Descriptor(int seed)
    {
        var random = new Random(seed);
        var numbers = Enumerable.Range(0, 32).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray();
        var length = MathF.Sqrt(numbers.Sum(n => n * n));
        return [.. numbers.Select(n => n / length)];
    }
}
