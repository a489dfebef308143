using LongVpo.Core.Frames;
using LongVpo.Core.Observations;
using LongVpo.Core.Options;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Media.Observations;

namespace LongVpo.Tests.Media.Observations;

/// <summary>Makes small footage whose measurements are known beforehand, and measures it as one segment.</summary>
internal static class Footage
{
    public static readonly TimeBase Milliseconds = new(1, 1000);

    public static MediaTime At(double seconds) => new((long)Math.Round(seconds * 1000), Milliseconds);

    public static TimeRange Range(double start, double end) => new(At(start), At(end));

    public static SegmentSpan Span(double start, double end, Opening opening = Opening.Hard) =>
        new(new SegmentId(0), 0, Range(start, end), opening, Range(start, start));

    public static FrameThumb Plain(byte red, byte green, byte blue) => Thumb((_, _) => (red, green, blue));

    /// <summary>A thumb painted by place: 64 x 36, full range RGB.</summary>
    public static FrameThumb Thumb(Func<int, int, (byte Red, byte Green, byte Blue)> paint)
    {
        var (luma, cb, cr) = (new byte[FrameThumb.LumaLength], new byte[FrameThumb.ChromaLength], new byte[FrameThumb.ChromaLength]);
        for (var y = 0; y < FrameThumb.Height; y++)
        {
            for (var x = 0; x < FrameThumb.Width; x++)
            {
                var (r, g, b) = paint(x, y);
                luma[(y * FrameThumb.Width) + x] = Level((0.299 * r) + (0.587 * g) + (0.114 * b));
                var chroma = (y / 2 * FrameThumb.ChromaWidth) + (x / 2);
                cb[chroma] = Level(128 + (-0.168736 * r) - (0.331264 * g) + (0.5 * b));
                cr[chroma] = Level(128 + (0.5 * r) - (0.418688 * g) - (0.081312 * b));
            }
        }

        return new FrameThumb(luma, cb, cr);
    }

    /// <summary>Measures frames at 25 per second from second 0.</summary>
    public static IReadOnlyList<Observation> Measure(double seconds, Func<double, FrameThumb> film)
    {
        var meter = new SegmentMeter(new ObservationOptions());
        for (var i = 0; i < seconds * 25; i++) meter.Add(new FrameDecoded(At(i * 0.04), film(i * 0.04), null, false));
        return meter.Measure(Span(0, seconds)).Observations;
    }

    public static IEnumerable<Observation> Of(this IEnumerable<Observation> observations, ObservationKind kind) => observations.Where(o => o.Kind == kind);

    private static byte Level(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
}
