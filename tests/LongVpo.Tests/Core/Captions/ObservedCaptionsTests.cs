using System.Collections.Immutable;
using LongVpo.Core.Captions;
using LongVpo.Core.Observations;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Trees;
using LongVpo.Tests.Core.Questions;

namespace LongVpo.Tests.Core.Captions;

/// <summary>A caption of measurements must read like a sentence and claim nothing that was not measured.</summary>
public sealed class ObservedCaptionsTests
{
    private readonly ObservedCaptions _captions = new();

    [Fact]
    public void A_picture_is_told_by_what_stands_out()
    {
        var script = new Script(0, 8)
            .Measure(ObservationKind.Brightness, 0, 8, "bright", 0.7)
            .Measure(ObservationKind.Colour, 0, 8, "green", 0.55)
            .Measure(ObservationKind.Motion, 0, 8, "slight", 0.1)
            .Measure(ObservationKind.Camera, 1, 4, "pan left", 0.3)
            .Screen(2, 5, "RUE DE LONDRES");

        Assert.Equal("A bright, mostly green picture with little movement; the camera pans left. The text \"RUE DE LONDRES\" is on screen.", Text(script));
    }

    [Fact]
    public void An_article_fits_the_word_that_follows() =>
        Assert.StartsWith("An orange picture", Text(new Script(0, 5).Measure(ObservationKind.Colour, 0, 5, "orange", 0.3).Measure(ObservationKind.Motion, 0, 5, "moderate", 0.3)), StringComparison.Ordinal);

    [Fact]
    public void Lines_that_were_said_are_quoted_as_subtitles() =>
        Assert.Equal("Subtitles: \"Hildy!\" \"How are you?\"", Text(new Script(0, 2).Says(0, 1, "Hildy!").Says(1, 1.5, "How are you?")));

    [Fact]
    public void A_black_stretch_is_told_as_black_and_nothing_else() =>
        Assert.Equal("The picture is black for 3 seconds. It is silent.", Text(new Script(0, 3)
            .Measure(ObservationKind.Black, 0, 3).Measure(ObservationKind.Brightness, 0, 3, "dark", 0.01).Measure(ObservationKind.Silence, 0, 3)));

    [Fact]
    public void A_page_of_text_is_not_read_out_whole()
    {
        var script = new Script(0, 5);
        for (var line = 0; line < 12; line++) script.Screen(0, 5, $"Line number {line}", new Box(0.1, 0.05 * line, 0.5, line == 3 ? 0.09 : 0.04));

        var text = Text(script);

        Assert.StartsWith("12 lines of text are on screen, among them", text, StringComparison.Ordinal);
        Assert.Contains("\"Line number 3\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Line number 11", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Loud_sound_is_sound_and_not_speech()
    {
        var text = Text(new Script(0, 5).Measure(ObservationKind.Loudness, 0, 5, "loud", -12));

        Assert.Equal("The sound is loud.", text);
    }

    [Fact]
    public void Nothing_measured_says_so_without_an_invented_picture() => Assert.Equal("Nothing stands out in these 5 seconds.", Text(new Script(0, 5)));

    [Fact]
    public void Every_caption_is_whole_sentences_made_by_the_observer()
    {
        var random = new Random(3);
        string[] colours = ["red", "grey", "black", "orange", "white"];
        string[] motions = ["still", "slight", "moderate", "strong"];
        for (var i = 0; i < 300; i++)
        {
            var script = new Script(0, 6);
            if (random.Next(3) > 0) script.Measure(ObservationKind.Colour, 0, 6, colours[random.Next(5)], random.NextDouble());
            if (random.Next(3) > 0) script.Measure(ObservationKind.Motion, 0, 6, motions[random.Next(4)], 0.2);
            if (random.Next(3) > 0) script.Measure(ObservationKind.Brightness, 0, 6, random.Next(2) == 0 ? "dark" : "dim", 0.2);
            if (random.Next(3) == 0) script.Screen(1, 2, "Exit").Screen(1, 2, "Way out");
            if (random.Next(4) == 0) script.Measure(ObservationKind.Damage, 0, 6, value: 1 + random.Next(3));
            var segment = script.Build()[0];

            var caption = _captions.ForSegment(segment.Span, segment.Observations);

            Assert.Equal((Caption.Observed, ObservedCaptions.Version), (caption.Model, caption.Version));
            Assert.Matches("^[A-Z0-9\"].*[.!?\"]$", caption.Text);
            Assert.DoesNotContain("  ", caption.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("a o", caption.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_scene_is_summed_up_by_its_shots_texts_and_lines()
    {
        var script = new Script(0, 20).Cut(5).Cut(12)
            .Measure(ObservationKind.Colour, 0, 20, "green", 0.6).Measure(ObservationKind.Brightness, 0, 20, "bright", 0.7).Measure(ObservationKind.Motion, 0, 20, "strong", 0.6)
            .Screen(6, 9, "BAKERY").Says(1, 3, "Where is it?").Says(4, 6, "Over there");

        Assert.Equal(
            "3 shots over 20 seconds. The pictures are bright, mostly green and there is fast movement. On screen: \"BAKERY\". 2 subtitle or caption lines, among them \"Where is it?\" and \"Over there\".",
            NodeText(TreeLevel.Scene, script, 3));
    }

    [Fact]
    public void A_programme_tells_its_chapters_and_how_much_is_black_and_silent()
    {
        var script = new Script(0, 100).Cut(50, Opening.Fade).Measure(ObservationKind.Black, 40, 50).Measure(ObservationKind.Silence, 0, 60);

        Assert.Equal("2 shots over 1 minute 40 seconds in 2 chapters, with 1 fade. It is black for 10 seconds. It is silent for 1 minute.", NodeText(TreeLevel.Programme, script, 2));
    }

    private string Text(Script script)
    {
        var segment = script.Build()[0];
        return _captions.ForSegment(segment.Span, segment.Observations).Text;
    }

    private string NodeText(TreeLevel level, Script script, int children)
    {
        var segments = script.Build();
        var range = new TimeRange(segments[0].Span.Range.Start, segments[^1].Span.Range.End);
        return _captions.ForNode(level, segments.Aggregate(NodeSummary.Empty, (sum, segment) => sum.Add(segment)), range, children).Text;
    }
}
