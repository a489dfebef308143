using LongVpo.Training.Evaluation.Benchmarks;

namespace LongVpo.Training.Tests.Evaluation.Benchmarks;

/// <summary>Checks which moments are looked at, and which lines are told with them.</summary>
public sealed class FrameTimesTests
{
    [Theory]
    [InlineData(FrameSampling.SegmentCentre, 0, 8, new[] { 1.0, 3, 5, 7 })]
    [InlineData(FrameSampling.Ends, 0, 9, new[] { 0.0, 3, 6, 8.95 })]
    [InlineData(FrameSampling.PartStarts, 0, 8, new[] { 0.0, 2, 4, 6 })]
    [InlineData(FrameSampling.PartStarts, 0, 2.5, new[] { 0.0, 1.25 })]
    [InlineData(FrameSampling.Inner, 0, 10, new[] { 2.0, 4, 6, 8 })]
    [InlineData(FrameSampling.SegmentCentre, 10, 18, new[] { 11.0, 13, 15, 17 })]
    public void Every_rule_takes_its_moments(FrameSampling sampling, double from, double to, double[] expected) =>
        Assert.Equal(expected, FrameTimes.Of(sampling, from, to, 4).Select(second => Math.Round(second, 6)));

    [Fact]
    public void Lines_stand_behind_the_frame_they_are_heard_at_and_unseen_ones_are_left_out()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("a.srt"), "1\n00:00:12,000 --> 00:00:12,200\nshort <i>one</i>\n\n2\r\n00:00:14,500 --> 00:00:15,000\r\nbetween\r\n\r\n3\n00:00:17,000 --> 00:00:19,000\nlast\nline\n");

        var lines = SubtitleReader.Read(folder.File("a.srt"), 10);

        Assert.Equal([(2, 2.2, "short one"), (4.5, 5, "between"), (7, 9, "last line")], lines.Select(line => (Math.Round(line.From, 3), Math.Round(line.To, 3), line.Text)));
        Assert.Equal([(2, "short one"), (2, "last line")], SubtitleReader.Between(lines, [0, 2, 6, 8]));
    }

    [Fact]
    public void Lists_of_lines_are_read_in_both_published_forms()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("a.json"), """[{"timestamp":[1.5,2.5],"text":"one"},{"start":"00:00:03.000","end":"00:00:04.500","line":"two"}]""");

        Assert.Equal([new SubtitleLine(1.5, 2.5, "one"), new SubtitleLine(3, 4.5, "two")], SubtitleReader.Read(folder.File("a.json"), 0));
    }
}
