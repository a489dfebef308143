using LongVpo.Core.Observations;
using LongVpo.Core.Questions;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;

namespace LongVpo.Tests.Core.Questions;

/// <summary>What segments list each for itself is what a viewer saw once.</summary>
public sealed class WordLinesTests
{
    [Fact]
    public void A_caption_that_was_known_in_part_when_its_first_segment_was_sealed_is_one_line()
    {
        var line = Assert.Single(WordLines.Read(ScriptedMemory.One, [Caption(0, 3, 5, "she said"), Caption(1, 3, 9, "she said no"), Caption(2, 3, 9, "she said no")]));

        Assert.Equal("she said no", line.Text);
        Assert.Equal(new TimeRange(MediaTime.FromSeconds(3), MediaTime.FromSeconds(9)), line.Range);
        Assert.Equal(3, line.Sightings.Length);
    }

    [Fact]
    public void Two_captions_that_come_together_stay_two() =>
        Assert.Equal(2, WordLines.Read(ScriptedMemory.One, [Caption(0, 3, 5, "No."), Caption(0, 3, 6, "Yes.")]).Length);

    private static (SegmentId, Observation) Caption(int segment, double from, double to, string text) => (new SegmentId(segment), new Observation
    {
        Kind = ObservationKind.ClosedCaption,
        Range = new TimeRange(MediaTime.FromSeconds(from), MediaTime.FromSeconds(to)),
        Text = text,
    });
}
