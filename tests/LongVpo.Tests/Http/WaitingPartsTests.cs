using LongVpo.Core.Answers;
using LongVpo.Core.Observations;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;
using LongVpo.Node.Http.Streams;

namespace LongVpo.Tests.Http;

/// <summary>A caller who reads slowly may miss evidence on the way, but never a word of the answer.</summary>
public sealed class WaitingPartsTests
{
    [Fact]
    public async Task Words_that_find_no_room_come_whole_and_in_order_at_the_end()
    {
        var parts = new WaitingParts(2);
        parts.Report(Evidence());
        parts.Report(new AnswerWritten("one "));
        parts.Report(Evidence());
        parts.Report(new AnswerWritten("two "));
        parts.Report(new AnswerWritten("three"));
        parts.End();

        var read = await parts.ReadAllAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal("one two three", string.Concat(read.OfType<AnswerWritten>().Select(words => words.Text)));
        Assert.Single(read.OfType<EvidenceFound>());
    }

    private static EvidenceFound Evidence()
    {
        var range = new TimeRange(MediaTime.Zero, MediaTime.FromSeconds(1));
        return new EvidenceFound(new Evidence(new VideoId("one"), new SegmentId(0), new Observation { Kind = ObservationKind.ScreenText, Range = range, Text = "HARBOUR" }, 1));
    }
}
