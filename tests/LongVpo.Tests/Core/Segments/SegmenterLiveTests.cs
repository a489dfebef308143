using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;

namespace LongVpo.Tests.Core.Segments;

/// <summary>What only live sources bring: clocks, losses and silence. None of it may move, lose or double anything else.</summary>
public sealed class SegmenterLiveTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_is_told_of_the_clock_and_of_losses_moves_no_border_and_stays_before_the_frame_it_belongs_to()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var events = ScriptedVideo.Random(seed).Events;
            var random = new Random(seed);
            var told = events.SelectMany(e => e is FrameDecoded frame && random.Next(10) == 0 ? [Beside(frame, random), e] : new[] { e }).ToList();

            var (plain, live) = (Run(events, settleOneIn: 0), Run(told, settleOneIn: 0));

            Assert.Equal(Spans(plain), Spans(live));
            Assert.Equal(told.Count(e => e is ClockRead or FramesDropped), live.Count(IsBeside));
            for (var i = 0; i < live.Count; i++)
            {
                if (!IsBeside(live[i])) continue;
                var at = TimeOf(((EventFed)live[i]).Event);
                Assert.True(live.Take(i).OfType<EventFed>().Select(f => f.Event).OfType<FrameDecoded>().All(f => f.Time < at), $"seed {seed}");
                Assert.True(live.Skip(i).OfType<EventFed>().Select(f => f.Event).OfType<FrameDecoded>().All(f => f.Time >= at), $"seed {seed}");
            }
        }
    }

    [Fact]
    public void Sealing_at_any_silence_leaves_neither_hole_nor_overlap_and_every_event_in_one_segment()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var events = ScriptedVideo.Random(seed).Events;

            var (plain, settled) = (Run(events, settleOneIn: 0), Run(events, settleOneIn: 40));

            Assert.Equal(Events(plain), Events(settled));
            var spans = Spans(settled).ToList();
            var gaps = settled.OfType<GapFed>().Select(g => g.Gap.Range).ToList();
            Assert.True(spans.Count >= Spans(plain).Count(), $"seed {seed}");
            Assert.All(spans.Zip(spans.Skip(1)), p => Assert.True(
                p.First.Range.End == p.Second.Range.Start || gaps.Exists(g => g.End == p.Second.Range.Start), $"seed {seed}: {p.First} {p.Second}"));
            Assert.Equal(Enumerable.Range(0, spans.Count), spans.Select(s => s.Id.Ordinal));
        }
    }

    [Fact]
    public void A_longer_length_holds_from_the_next_segment_on_and_so_does_the_usual_one_after_it()
    {
        var feed = new List<FeedItem>();
        using var segmenter = new Segmenter(new ScriptedCutter.Factory(), new SegmentOptions());
        foreach (var happened in ScriptedVideo.OfShots((80, Opening.Hard)).Events)
        {
            if (happened is FrameDecoded { Time.Seconds: 15 }) segmenter.LongestNext = TimeSpan.FromSeconds(20);
            if (happened is FrameDecoded { Time.Seconds: 45 }) segmenter.LongestNext = TimeSpan.FromSeconds(10);
            segmenter.Push(happened, feed);
        }

        Assert.Equal([10, 20, 40, 60, 70, 80], Spans(feed).Select(s => s.Range.End.Seconds));
    }

    private static MediaEvent Beside(FrameDecoded frame, Random random) => random.Next(2) == 0
        ? new ClockRead(frame.Time, Noon, FromStream: true)
        : new FramesDropped(new TimeRange(frame.Time, frame.Time), 1);

    private static List<FeedItem> Run(IEnumerable<MediaEvent> events, int settleOneIn)
    {
        var feed = new List<FeedItem>();
        var random = new Random(7);
        using var segmenter = new Segmenter(new ScriptedCutter.Factory(), new SegmentOptions());
        foreach (var happened in events)
        {
            segmenter.Push(happened, feed);
            if (settleOneIn > 0 && happened is not StreamEnded && random.Next(settleOneIn) == 0) segmenter.Settle(feed);
        }

        return feed;
    }

    private static IEnumerable<SegmentSpan> Spans(IEnumerable<FeedItem> feed) => feed.OfType<SegmentEnded>().Select(e => e.Span);

    private static IEnumerable<MediaEvent> Events(IEnumerable<FeedItem> feed) => feed.OfType<EventFed>().Select(f => f.Event).OfType<FrameDecoded>();

    private static bool IsBeside(FeedItem item) => item is EventFed { Event: ClockRead or FramesDropped };

    private static MediaTime TimeOf(MediaEvent happened) => happened is ClockRead clock ? clock.Time : ((FramesDropped)happened).Range.Start;
}
