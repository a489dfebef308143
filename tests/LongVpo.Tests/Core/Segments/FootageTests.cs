using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Media.Shots;
using LongVpo.TestKit;

namespace LongVpo.Tests.Core.Segments;

/// <summary>The division of real footage by the real cutter: photos of half a second, fades, dissolves and long shots.</summary>
public sealed class FootageTests
{
    private static readonly SegmentOptions Options = new();
    private static readonly ShotCutterFactory Cutters = new(new ShotOptions());

    [Theory]
    [InlineData("googlework-paris.mp4")]
    [InlineData("montage-shared.mp4")]
    public async Task Real_footage_is_partitioned_and_divided_alike_after_any_stop(string name)
    {
        var file = SharedFolder.Require("videos", name);
        var frames = await ThumbReader.ReadAsync(file, TestContext.Current.CancellationToken);
        var end = frames[^1].Time.Plus(TimeSpan.FromSeconds(0.04));
        List<MediaEvent> events = [.. frames.Select(f => new FrameDecoded(f.Time, f.Thumb, null, Corrupt: false)), new StreamEnded(StreamEnd.Finished, end, new SourceCounters(), null)];

        var whole = Spans(events, null);

        Assert.Equal((frames[0].Time, end), (whole[0].Range.Start, whole[^1].Range.End));
        Assert.All(whole.Zip(whole.Skip(1)), pair => Assert.Equal(pair.First.Range.End, pair.Second.Range.Start));
        Assert.True(whole.Count > 5, $"{whole.Count} segments");
        foreach (var last in whole)
        {
            var from = Segmenter.ReplayFrom(last, Cutters, Options);
            var rest = Spans(events.Where(e => e is not FrameDecoded f || f.Time >= from), last);
            Assert.Equal(whole.Skip(last.Id.Ordinal + 1), rest);
        }
    }

    private static List<SegmentSpan> Spans(IEnumerable<MediaEvent> events, SegmentSpan? after)
    {
        using var segmenter = new Segmenter(Cutters, Options, after);
        var feed = new List<FeedItem>();
        foreach (var happened in events) segmenter.Push(happened, feed);
        return [.. feed.OfType<SegmentEnded>().Select(e => e.Span)];
    }
}
