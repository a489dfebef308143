using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Media.Observations;
using LongVpo.TestKit;

namespace LongVpo.Tests.Media.Observations;

/// <summary>The tree groups scenes by their descriptors: the same place filmed again must be near, another place further away.</summary>
public sealed class DescriptorTests
{
    [Fact]
    public async Task A_place_that_is_shown_again_is_nearer_than_any_other_place()
    {
        var frames = await ThumbReader.ReadAsync(SharedFolder.Require("videos", "montage-shared.mp4"), TestContext.Current.CancellationToken);
        float[][] looks = [Look(frames, 0, 3), Look(frames, 3, 6), Look(frames, 7, 9.4), Look(frames, 9.4, 11.5), Look(frames, 12.6, 15.56)];

        AssertReturns(looks, 0, Look(frames, 15.56, 17.9));
        AssertReturns(looks, 1, Look(frames, 18.6, 20.96));
        AssertReturns(looks, 2, Look(frames, 20.96, 23.36));
    }

    [Fact]
    public async Task A_hall_that_is_filmed_again_later_is_known_again()
    {
        var frames = await ThumbReader.ReadAsync(SharedFolder.Require("videos", "tears-of-steel-battle.webm"), TestContext.Current.CancellationToken);
        var hall = Look(frames, 29.792, 32.833);

        Assert.True(Cosine(hall, Look(frames, 41.125, 46.958)) > 0.9);
        Assert.True(Cosine(hall, Look(frames, 6.583, 9.208)) < 0.6);
        Assert.True(Cosine(hall, Look(frames, 50.125, 51.417)) < 0.9);
    }

    [Fact]
    public void A_descriptor_has_unit_length_and_an_unseen_segment_has_none()
    {
        var meter = new SegmentMeter(new ObservationOptions());
        Assert.Empty(meter.Measure(Footage.Span(0, 1)).Descriptor);

        meter.Add(new FrameDecoded(Footage.At(0), Footage.Thumb((x, y) => ((byte)(x * 3), (byte)(y * 5), 90)), null, false));

        Assert.Equal(1, meter.Measure(Footage.Span(0, 1)).Descriptor.Sum(v => v * v), 3);
    }

    private static void AssertReturns(float[][] looks, int index, float[] again)
    {
        for (var i = 0; i < looks.Length; i++)
        {
            var likeness = Cosine(looks[i], again);
            Assert.True(i == index ? likeness > 0.9 : likeness < 0.85, FormattableString.Invariant($"{index} against {i}: {likeness:F2}"));
        }
    }

    private static float[] Look(IReadOnlyList<(MediaTime Time, FrameThumb Thumb)> frames, double start, double end)
    {
        var meter = new SegmentMeter(new ObservationOptions());
        foreach (var (time, thumb) in frames.Where(f => f.Time.Seconds >= start && f.Time.Seconds < end)) meter.Add(new FrameDecoded(time, thumb, null, false));
        return [.. meter.Measure(Footage.Span(start, end)).Descriptor];
    }

    private static float Cosine(float[] a, float[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
