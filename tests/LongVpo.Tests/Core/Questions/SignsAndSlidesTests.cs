using LongVpo.Core.Observations;

namespace LongVpo.Tests.Core.Questions;

/// <summary>Text belongs to signs, titles and slides, and is quoted as a person would quote it although it is read line by line.</summary>
public sealed class SignsAndSlidesTests
{
    [Theory]
    [InlineData("Which street sign is shown?")]
    [InlineData("What does the sign say?")]
    [InlineData("What is written at 14 s?")]
    public async Task A_sign_of_two_lines_is_quoted_whole(string question)
    {
        var apart = new Script(0, 20).Screen(13, 15, "QUAI", new Box(0.3, 0.3, 0.3, 0.1)).Screen(13, 15, "DES ORFEVRES", new Box(0.2, 0.42, 0.5, 0.1));
        var together = new Script(0, 20).Screen(13, 15, "QUAI\nDES ORFEVRES", new Box(0.2, 0.3, 0.5, 0.22));

        foreach (var script in new[] { apart, together })
        {
            var answer = await Asking.Of(script, question);

            Assert.Equal("QUAI DES ORFEVRES", Assert.Single(answer.Citations).Quote);
        }
    }

    [Fact]
    public async Task Two_signs_that_stand_apart_are_two_signs()
    {
        var script = new Script(0, 20).Screen(13, 15, "BAKERY", new Box(0.1, 0.1, 0.3, 0.1)).Screen(13, 15, "LIBRARY", new Box(0.1, 0.7, 0.3, 0.1));

        var answer = await Asking.Of(script, "What do the signs say?");

        Assert.Equal(["BAKERY", "LIBRARY"], answer.Citations.Select(c => c.Quote));
    }

    [Fact]
    public async Task A_line_of_a_page_is_quoted_by_itself()
    {
        var script = new Script(0, 20).Screen(2, 12, "It was a dark night\nand the rain fell\nin torrents, except\nat short times\nwhen it was stopped", new Box(0.1, 0.1, 0.5, 0.5));

        var answer = await Asking.Of(script, "What is written about the rain?");

        Assert.Contains(answer.Citations, c => c.Quote == "and the rain fell");
    }

    [Fact]
    public async Task A_title_that_fades_is_one_title_however_it_is_read_meanwhile()
    {
        var script = new Script(0, 20).Screen(2, 2.5, "THE LONG", new Box(0.2, 0.4, 0.25, 0.08)).Screen(2.5, 5, "THE LONG WINTER ROAD", new Box(0.2, 0.4, 0.6, 0.08))
            .Screen(5, 5.5, "tne LONG WINTFR", new Box(0.2, 0.4, 0.4, 0.08)).Screen(9, 12, "CHAPTER ONE", new Box(0.3, 0.4, 0.3, 0.08));

        var answer = await Asking.Of(script, "What text follows THE LONG WINTER ROAD?");

        Assert.StartsWith("\"CHAPTER ONE\"", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_presents_a_film_is_not_its_title()
    {
        var script = new Script(0, 20).Screen(2, 5, "NORTHERN LIGHT COMPANY\nPRESENTS", new Box(0.2, 0.4, 0.6, 0.16));

        var answer = await Asking.Of(script, "What is the title of the film?");

        Assert.False(answer.Found, answer.Text);
    }

    [Theory]
    [InlineData("What is written on the second slide?", "Costs", "Methods")]
    [InlineData("What does the first slide say?", "Methods", "Costs")]
    [InlineData("What is the heading of the last slide?", "Costs", "Methods")]
    public async Task A_numbered_slide_is_read_and_no_other(string question, string told, string other)
    {
        var answer = await Asking.Of(Lecture(), question);

        Assert.True(answer.Found, answer.Text);
        Assert.Contains(told, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(other, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slides_are_counted_and_found_by_their_number()
    {
        var counted = await Asking.Of(Lecture(), "How many slides are shown?");
        var second = await Asking.Of(Lecture(), "When is the second slide shown?");
        var length = await Asking.Of(Lecture(), "How long is the first slide shown?");

        Assert.StartsWith("2 slides", counted.Text, StringComparison.Ordinal);
        Assert.StartsWith("10 seconds", length.Text, StringComparison.Ordinal);
        Assert.Equal(10, Assert.Single(second.Citations).Range.Start.Seconds);
    }

    [Fact]
    public async Task A_slide_that_is_not_there_is_denied_with_the_number_of_those_that_are()
    {
        var answer = await Asking.Of(Lecture(), "What is written on the seventh slide?");

        Assert.False(answer.Found);
        Assert.Contains("only 2", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_text_of_a_picture_with_the_named_colour_is_meant_and_no_other()
    {
        var script = new Script(0, 20).Cut(10).Screen(2, 5, "EXIT").Screen(12, 15, "Fresh bread").Measure(ObservationKind.Colour, 0, 10, "blue", 0.7).Measure(ObservationKind.Colour, 10, 20, "white", 0.9);

        var answer = await Asking.Of(script, "When is the white card shown?");

        Assert.Equal("Fresh bread", Assert.Single(answer.Citations).Quote);
    }

    private static Script Lecture() => new Script(0, 20).Cut(10)
        .Screen(0, 10, "Methods", new Box(0.1, 0.05, 0.3, 0.08)).Screen(0, 10, "We count\nWe weigh\nWe compare\nWe repeat", new Box(0.1, 0.3, 0.5, 0.3))
        .Screen(10, 20, "Costs", new Box(0.1, 0.05, 0.3, 0.08)).Screen(10, 20, "Less than before\nMore than hoped\nPaid by all\nOnce a year", new Box(0.1, 0.3, 0.5, 0.3));
}
