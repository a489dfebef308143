using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Time;
using LongVpo.Media.Live;

namespace LongVpo.Tests.Live;

/// <summary>Order and holes: what is told once, in order, and never from before the end of a gap.</summary>
public sealed class LiveSeamsTests
{
    private static readonly FrameThumb Thumb = new(new byte[FrameThumb.LumaLength], new byte[FrameThumb.ChromaLength], new byte[FrameThumb.ChromaLength]);

    [Fact]
    public void A_hole_in_picture_and_sound_is_a_gap_from_where_they_ended()
    {
        var told = Pass([.. Frames(0, 2), .. Frames(5, 6)]);

        var gap = Assert.Single(told.OfType<GapFound>());
        Assert.Equal(2.0, gap.Range.Start.Seconds, 1e-6);
        Assert.Equal(5.0, gap.Range.End.Seconds, 1e-6);
    }

    [Fact]
    public void Sound_that_goes_on_without_pictures_is_no_gap()
    {
        var told = Pass([.. Frames(0, 2), .. Enumerable.Range(20, 30).Select(i => Sound(i / 10.0)), .. Frames(5, 6)]);

        Assert.Empty(told.OfType<GapFound>());
    }

    [Fact]
    public void A_picture_every_two_seconds_is_no_row_of_gaps()
    {
        var told = Pass([.. Enumerable.Range(0, 10).Select(i => Frame(i * 2))]);

        Assert.InRange(told.OfType<GapFound>().Count(), 0, 1);
    }

    [Fact]
    public void What_was_told_is_not_told_again_after_a_break()
    {
        var seams = new LiveSeams(new LiveOptions(), watchedTo: null);
        var told = new List<MediaEvent>();
        foreach (var frame in Frames(0, 4)) seams.Pass(frame, told.Add);
        seams.Break("A test.");
        foreach (var frame in Frames(2, 6)) seams.Pass(frame, told.Add);

        Assert.Empty(told.OfType<GapFound>());
        Assert.Equal(150, told.OfType<FrameDecoded>().Select(f => f.Time).Distinct().Count());
        Assert.Equal(150, told.Count);
        Assert.Equal(50, seams.Repeated);
    }

    [Fact]
    public void After_a_pause_between_two_watches_the_gap_begins_where_the_last_one_stood()
    {
        var seams = new LiveSeams(new LiveOptions(), MediaTime.FromSeconds(100));
        var told = new List<MediaEvent>();
        seams.Pass(Sound(99.5), told.Add);
        seams.Pass(new TextDecoded(new TimeRange(MediaTime.FromSeconds(130), MediaTime.FromSeconds(163)), "over the pause", TextOrigin.Subtitle, null), told.Add);
        foreach (var frame in Frames(160, 161)) seams.Pass(frame, told.Add);

        var gap = Assert.Single(told.OfType<GapFound>());
        Assert.Equal((100.0, 160.0), (gap.Range.Start.Seconds, gap.Range.End.Seconds));
        Assert.DoesNotContain(told, t => t is AudioDecoded);
    }

    [Fact]
    public void Pictures_wait_for_their_sound_but_not_for_sound_that_is_lost()
    {
        var merger = new LiveMerger(TimeSpan.FromSeconds(0.7)) { HasPicture = true, HasSound = true };
        var told = new List<MediaEvent>();
        foreach (var frame in Frames(0, 0.4)) merger.Add(frame);
        Drain(merger, told);
        Assert.Empty(told);

        merger.Add(Sound(0.0));
        Drain(merger, told);
        Assert.IsType<FrameDecoded>(told[0]);
        Assert.Equal(3, told.Count(t => t is FrameDecoded));
        Assert.Equal(1, told.Count(t => t is AudioDecoded));

        foreach (var frame in Frames(0.4, 8)) merger.Add(frame);
        Drain(merger, told);
        Assert.True(((FrameDecoded)told[^1]).Time.Seconds > 7, "pictures no longer wait once the sound is lost");
    }

    private static void Drain(LiveMerger merger, List<MediaEvent> told)
    {
        while (merger.TryTake(out var happened)) told.Add(happened);
    }

    private static List<MediaEvent> Pass(IEnumerable<MediaEvent> events)
    {
        var seams = new LiveSeams(new LiveOptions(), watchedTo: null);
        var told = new List<MediaEvent>();
        foreach (var happened in events) seams.Pass(happened, told.Add);
        return told;
    }

    private static IEnumerable<MediaEvent> Frames(double from, double to) =>
        Enumerable.Range(0, (int)Math.Round((to - from) * 25)).Select(i => Frame(from + (i / 25.0)));

    private static FrameDecoded Frame(double seconds) => new(MediaTime.FromSeconds(seconds), Thumb, null, Corrupt: false);

    private static AudioDecoded Sound(double seconds) => new(new TimeRange(MediaTime.FromSeconds(seconds), MediaTime.FromSeconds(seconds + 0.1)), new short[1600]);
}
