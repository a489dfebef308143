using LongVpo.Core.Observations;

namespace LongVpo.Tests.Core.Questions;

/// <summary>Who somebody is and what a work is called are seldom said in the question's words: how lines are written and where they stand decides.</summary>
public sealed class NamesAndTitlesTests
{
    [Fact]
    public async Task A_name_plate_answers_who_someone_is_with_the_line_above_the_job()
    {
        var answer = await Asking.Of(Asking.Interview(), "Who is the software engineer?");

        Assert.True(answer.Found);
        Assert.StartsWith("OMAR", answer.Text.TrimStart('"'), StringComparison.Ordinal);
        Assert.All(answer.Citations, c => Assert.Equal(29.4, c.Range.Start.Seconds, 3));
        Assert.Equal(["OMAR", "Software Engineer"], answer.Citations.Select(c => c.Quote));
    }

    [Fact]
    public async Task The_first_person_with_a_name_plate_is_the_first_person_interviewed()
    {
        var answer = await Asking.Of(Asking.Interview(), "Who is the first person interviewed and what is his job?");

        Assert.True(answer.Found);
        Assert.Contains("CARLO", answer.Text, StringComparison.Ordinal);
        Assert.Contains("Vice President", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("OMAR", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_plate_that_was_read_as_one_block_is_still_two_lines()
    {
        var script = new Script(0, 20).Screen(2, 6, "CARLO\nVice President", new Box(0.1, 0.7, 0.5, 0.12)).Screen(9, 14, "OMAR\nSoftware Engineer", new Box(0.1, 0.7, 0.3, 0.12));

        var answer = await Asking.Of(script, "Who is the software engineer?");

        Assert.Equal(["OMAR", "Software Engineer"], answer.Citations.Select(c => c.Quote));
    }

    [Fact]
    public async Task Of_a_list_of_names_the_one_with_the_named_institute_is_told()
    {
        var script = new Script(0, 20).Screen(2, 12, "Acknowledgements", new Box(0.6, 0.05, 0.3, 0.04))
            .Screen(2, 12, "Christoph Schar, ETH Zurich\nRandy Koster, NASA/GSFC\nPedro Viterbo, ECMWF", new Box(0.05, 0.2, 0.4, 0.15))
            .Screen(2, 12, "Thierry Corti, Martin Hirschi", new Box(0.55, 0.2, 0.4, 0.04));

        var answer = await Asking.Of(script, "Who from NASA/GSFC is thanked?");

        Assert.StartsWith("Randy Koster:", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lecturer_is_the_one_with_a_title_of_respect_and_not_the_institute()
    {
        var script = new Script(0, 20).Screen(0, 12, "Land and Vegetation: Key players on the\nClimate Scene", new Box(0.03, 0.2, 0.9, 0.12))
            .Screen(0, 12, "Prof. Sonia Seneviratne", new Box(0.03, 0.4, 0.4, 0.035)).Screen(0, 12, "Institute for Atmospheric and Climate Science\nETH Zurich, Switzerland", new Box(0.03, 0.49, 0.57, 0.09));

        var answer = await Asking.Of(script, "Who gives the lecture?");

        Assert.StartsWith("\"Prof. Sonia Seneviratne\"", answer.Text[answer.Text.IndexOf("\"Prof", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.DoesNotContain("Switzerland:", answer.Text, StringComparison.Ordinal);
        Assert.Contains(answer.Citations, c => c.Quote == "Prof. Sonia Seneviratne");
    }

    [Fact]
    public async Task The_largest_early_text_is_the_title_and_who_presents_it_is_not()
    {
        var script = new Script(0, 60)
            .Screen(2, 5, "A GRAND FILMS PRODUCTION PRESENTS", new Box(0.1, 0.4, 0.8, 0.05))
            .Screen(7, 11, "The Long Road", new Box(0.2, 0.4, 0.6, 0.12))
            .Screen(30, 34, "Exit", new Box(0.7, 0.2, 0.1, 0.04));

        var answer = await Asking.Of(script, "When does the film title appear and what does it say?");

        Assert.Contains("\"The Long Road\"", answer.Text, StringComparison.Ordinal);
        Assert.Equal("The Long Road", Assert.Single(answer.Citations).Quote);
    }
}
