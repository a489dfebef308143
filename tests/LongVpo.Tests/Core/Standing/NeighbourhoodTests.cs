using LongVpo.Core.Segments;
using LongVpo.Core.Standing;
using LongVpo.StoreWriter;

namespace LongVpo.Tests.Core.Standing;

/// <summary>A pinned question is asked where something may change its answer, and nowhere else.</summary>
public sealed class NeighbourhoodTests
{
    [Theory]
    [InlineData("Is \"INTRUDER\" on screen?", "INTRUDER")]
    [InlineData("Is \"INTRUDER\" on screen?", "THE lNTRUDER ALARM")]
    [InlineData("Is \"INTRUDER\" on screen?", "ANINTRUDERCAME")]
    [InlineData("Who is the software engineer?", "Software Engineer")]
    [InlineData("When is the train to Oslo mentioned?", "Oslo 12:40")]
    [InlineData("What text is on the screen?", "anything")]
    [InlineData("How many cuts are there?", "")]
    [InlineData("Is the picture ever black?", "")]
    [InlineData("What is said in the last minute?", "")]
    public void It_is_asked_where_its_words_are_or_where_it_is_about_what_is_measured(string question, string line) =>
        Assert.True(new Neighbourhood(question).Holds(With(line)));

    [Theory]
    [InlineData("Is \"INTRUDER\" on screen?", "HARBOUR")]
    [InlineData("Is \"INTRUDER\" on screen?", "")]
    [InlineData("Who is the software engineer?", "HARBOUR")]
    [InlineData("When is the train to Oslo mentioned?", "Bergen 12:40")]
    [InlineData("What text is on the screen?", "")]
    public void It_is_not_asked_where_nothing_concerns_it(string question, string line) =>
        Assert.False(new Neighbourhood(question).Holds(With(line)));

    private static Segment With(string line) => MadeUpVideo.Segment(0, line.Length == 0 ? [] : [line]).Segment;
}
