using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;

namespace LongVpo.Tests.Core.Segments;

/// <summary>The division of the timeline: everything above it cites segments, so it must be whole, final and the same after any stop.</summary>
public sealed class SegmenterTests
{
    private static readonly SegmentOptions Options = new();
    private static readonly ScriptedCutter.Factory Cutters = new();

    [Fact]
    public void Each_shot_becomes_a_segment_from_its_first_frame_to_the_next_shots_first_frame()
    {
        var spans = Spans(Feed(ScriptedVideo.OfShots((0.6, Opening.Hard), (0.6, Opening.Hard), (3, Opening.Dissolve), (0.08, Opening.Hard)).Events));

        Assert.Equal([0, 0.6, 1.2, 4.2, 4.28], [.. spans.Select(s => s.Range.Start.Seconds), spans[^1].Range.End.Seconds]);
        Assert.Equal([Opening.Start, Opening.Hard, Opening.Dissolve, Opening.Hard], spans.Select(s => s.OpensWith));
        Assert.Equal([0, 1, 2, 3], spans.Select(s => s.Shot));
        Assert.Equal(TimeSpan.FromSeconds(0.4), spans[2].Transition.Duration);
        Assert.Equal(TimeSpan.Zero, spans[3].Transition.Duration);
    }

    [Fact]
    public void A_shot_that_goes_on_is_divided_every_ten_seconds_and_stays_one_shot()
    {
        var spans = Spans(Feed(ScriptedVideo.OfShots((26, Opening.Hard), (4, Opening.Hard)).Events));

        Assert.Equal([0, 10, 20, 26], spans.Select(s => s.Range.Start.Seconds));
        Assert.Equal([0, 0, 0, 1], spans.Select(s => s.Shot));
        Assert.Equal([Opening.Start, Opening.Length, Opening.Length, Opening.Hard], spans.Select(s => s.OpensWith));
    }

    [Fact]
    public void A_subtitle_that_stays_over_a_cut_is_told_before_the_segment_it_began_in_is_sealed()
    {
        var frames = ScriptedVideo.OfShots((3, Opening.Hard), (9, Opening.Hard)).Events.OfType<FrameDecoded>();
        var line = ScriptedVideo.Line(2, 6, number: 2);

        var feed = Feed(ScriptedVideo.Of(ScriptedVideo.At(12), frames.Append<MediaEvent>(line)).Events);

        Assert.True(line.Announced);
        Assert.True(feed.IndexOf(new EventFed(line)) < feed.FindIndex(item => item is SegmentEnded));
    }

    [Fact]
    public void Sound_before_the_first_frame_belongs_to_the_first_segment_whose_range_starts_at_the_frame()
    {
        var frames = Enumerable.Range(0, 50).Select(i => ScriptedVideo.FrameOf(ScriptedVideo.At(0.834 + (i / 25.0)), 1));
        var video = ScriptedVideo.Of(ScriptedVideo.At(2.834), frames.Concat(ScriptedVideo.Sound(0, 2.8)));

        var feed = Feed(video.Events);

        var span = Assert.Single(Spans(feed));
        Assert.Equal((0.834, 2.834), (span.Range.Start.Seconds, span.Range.End.Seconds));
        Assert.Equal(28, feed.TakeWhile(i => i is EventFed).Count(i => i is EventFed { Event: AudioDecoded }));
    }

    [Fact]
    public void Sound_alone_is_divided_by_length_on_its_own_timeline()
    {
        var spans = Spans(Feed(ScriptedVideo.Of(ScriptedVideo.At(24.2), ScriptedVideo.Sound(2, 24.2)).Events));

        Assert.Equal([2.0, 12, 22, 24.2], [.. spans.Select(s => s.Range.Start.Seconds), spans[^1].Range.End.Seconds]);
        Assert.All(spans, s => Assert.Equal(0, s.Shot));
    }

    [Theory]
    [InlineData(30.3, 3)]
    [InlineData(31.1, 4)]
    public void Sound_that_outlasts_the_picture_is_kept_and_its_padding_is_no_segment(double soundEnd, int segments)
    {
        var frames = Enumerable.Range(0, 900).Select(i => ScriptedVideo.FrameOf(ScriptedVideo.At(i / 30.0), 1));
        var spans = Spans(Feed(ScriptedVideo.Of(ScriptedVideo.At(30), frames.Concat(ScriptedVideo.Sound(0, soundEnd))).Events));

        Assert.Equal(segments, spans.Count);
        Assert.Equal(soundEnd, spans[^1].Range.End.Seconds);
    }

    [Fact]
    public void An_hour_of_sound_under_one_cover_picture_is_not_held_back()
    {
        MediaEvent[] events = [ScriptedVideo.FrameOf(ScriptedVideo.At(0), 1), .. ScriptedVideo.Sound(0, 3600)];
        using var segmenter = new Segmenter(Cutters, Options);
        var feed = new List<FeedItem>();
        var (taken, held) = (0, 0);
        foreach (var happened in events)
        {
            segmenter.Push(happened, feed);
            taken++;
            held = Math.Max(held, taken - feed.Count(i => i is EventFed));
            if (taken % 1000 == 0) taken -= feed.RemoveAll(i => i is EventFed);
        }

        Assert.InRange(held, 1, 610);
        Assert.InRange(Spans(feed).Count, 355, 360);
    }

    [Fact]
    public void A_hole_ends_the_segment_and_the_next_one_starts_anew()
    {
        var before = Enumerable.Range(0, 75).Select(i => (MediaEvent)ScriptedVideo.FrameOf(ScriptedVideo.At(i / 25.0), 1));
        var after = Enumerable.Range(0, 50).Select(i => (MediaEvent)ScriptedVideo.FrameOf(ScriptedVideo.At(8 + (i / 25.0)), 1));
        var hole = new GapFound(new TimeRange(ScriptedVideo.At(3), ScriptedVideo.At(8)), "nothing was received");

        var feed = Feed(ScriptedVideo.Of(ScriptedVideo.At(10), before.Append(hole).Concat(after)).Events);

        Assert.Equal([(0.0, 3.0), (8.0, 10.0)], Spans(feed).Select(s => (s.Range.Start.Seconds, s.Range.End.Seconds)));
        Assert.Equal([Opening.Start, Opening.Start], Spans(feed).Select(s => s.OpensWith));
        Assert.Same(hole, Assert.Single(feed.OfType<GapFed>()).Gap);
    }

    [Fact]
    public void Any_video_is_partitioned_by_segments_and_holes_and_every_event_lies_in_its_segment()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var video = ScriptedVideo.Random(seed);
            var feed = Feed(video.Events);
            AssertPartition(video, feed, seed);
            Assert.Equal(video.Events.Count(e => e is not (StreamEnded or GapFound)), feed.Count(i => i is EventFed));
        }
    }

    [Fact]
    public void Resumed_after_any_segment_the_rest_is_exactly_what_the_uninterrupted_run_gave()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var video = ScriptedVideo.Random(seed);
            var whole = Feed(video.Events);
            for (var i = 0; i < whole.Count; i++)
            {
                if (whole[i] is not SegmentEnded sealedOne) continue;
                var rest = Feed(video.From(Segmenter.ReplayFrom(sealedOne.Span, Cutters, Options)), sealedOne.Span);
                var same = whole.Skip(i + 1).Zip(rest).TakeWhile(p => p.First == p.Second).Count();
                Assert.True(
                    whole.Count - i - 1 == same && rest.Count == same,
                    $"seed {seed}, after {sealedOne.Span}: step {same} was\n{whole.ElementAtOrDefault(i + 1 + same)}\nbut resumed\n{rest.ElementAtOrDefault(same)}");
            }
        }
    }

    [Fact]
    public void A_segmenter_that_is_given_up_returns_the_frames_it_holds()
    {
        using var pool = new FrameBufferPool(4);
        var feed = new List<FeedItem>();
        using (var segmenter = new Segmenter(Cutters, Options))
        {
            for (var i = 0; i < 3; i++)
            {
                var time = ScriptedVideo.At(i / 4.0);
                var sampled = new Frame(time, 2, 2, pool.Rent(12, TestContext.Current.CancellationToken), pool);
                segmenter.Push(ScriptedVideo.FrameOf(time, 1) with { Sampled = sampled }, feed);
            }

            Assert.Equal(3, pool.Outstanding);
        }

        Assert.Equal(0, pool.Outstanding);
    }

    private static List<FeedItem> Feed(IEnumerable<MediaEvent> events, SegmentSpan? after = null)
    {
        using var segmenter = new Segmenter(Cutters, Options, after);
        var feed = new List<FeedItem>();
        foreach (var happened in events) segmenter.Push(happened, feed);
        return feed;
    }

    private static List<SegmentSpan> Spans(IEnumerable<FeedItem> feed) => [.. feed.OfType<SegmentEnded>().Select(e => e.Span)];

    private static void AssertPartition(ScriptedVideo video, List<FeedItem> feed, int seed)
    {
        MediaTime? border = null;
        var inside = new List<MediaEvent>();
        foreach (var item in feed)
        {
            switch (item)
            {
                case EventFed fed: inside.Add(fed.Event); break;
                case GapFed gap:
                    Assert.True(border is null || gap.Gap.Range.Start <= border, $"seed {seed}: a hole in the open");
                    border = gap.Gap.Range.End;
                    break;
                case SegmentEnded ended:
                    var range = ended.Span.Range;
                    Assert.True(border is null || border == range.Start, $"seed {seed}: {ended.Span} does not start at {border}");
                    Assert.All(inside, e => Assert.True(IsIn(e, ended.Span), $"seed {seed}: {e} is not in {ended.Span}"));
                    inside.Clear();
                    border = range.End;
                    break;
                case StreamFed end: Assert.Equal(border ?? end.End, end.End); break;
            }
        }

        var spans = Spans(feed);
        Assert.Equal(Enumerable.Range(0, spans.Count), spans.Select(s => s.Id.Ordinal));
        Assert.All(spans, s => Assert.InRange(s.Range.Duration, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(12)));
        Assert.Equal(((StreamEnded)video.Events[^1]).End, border);
    }

    private static bool IsIn(MediaEvent happened, SegmentSpan span)
    {
        var key = ScriptedVideo.KeyOf(happened);
        return happened is FrameDecoded ? span.Range.Contains(key) : (key > span.Range.Start || span.Id.Ordinal == 0) && key <= span.Range.End;
    }
}
