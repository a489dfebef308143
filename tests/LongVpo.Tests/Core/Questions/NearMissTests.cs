using LongVpo.Core.Observations;

namespace LongVpo.Tests.Core.Questions;

/// <summary>Questions that share words with what is there and mean something else: an answer to them would be worse than none.</summary>
public sealed class NearMissTests
{
    [Theory]
    [InlineData("Who is the hardware engineer?")]
    [InlineData("Who is the president of the bank?")]
    [InlineData("Who is the vice chairman?")]
    [InlineData("Is the name CARLA shown?")]
    [InlineData("When is \"RUE DE PARIS\" shown?")]
    [InlineData("Does the text \"Software Manager\" appear?")]
    [InlineData("Is there a software architect?")]
    [InlineData("What is written about money?")]
    public async Task Another_person_or_text_than_the_ones_shown_is_not_found(string question)
    {
        var answer = await Asking.Of(Asking.Interview(), question);

        Assert.False(answer.Found, answer.Text);
        Assert.Empty(answer.Citations);
    }

    [Theory]
    [InlineData("Who is the software enginer?", "OMAR")]
    [InlineData("who is the vice president", "CARLO")]
    [InlineData("Which person is an engineer?", "OMAR")]
    [InlineData("What is the job title of omar?", "Software Engineer")]
    public async Task Slips_and_other_wordings_are_understood(string question, string told)
    {
        var answer = await Asking.Of(Asking.Interview(), question);

        Assert.True(answer.Found, answer.Text);
        Assert.Contains(told, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_said_about_something_else_is_no_answer()
    {
        var script = new Script(0, 20).Says(1, 3, "The harbour is closed today").Says(4, 6, "Then we take the train");

        Assert.False((await Asking.Of(script, "What does he say about money?")).Found);
        Assert.True((await Asking.Of(script, "What does he say about the harbour?")).Found);
    }

    [Fact]
    public async Task Everyday_words_that_were_said_are_found_where_they_were_said()
    {
        var script = new Script(0, 20).Says(1, 3, "Good morning, Ada").Says(4, 5, "How are you?").Says(6, 9, "The train is late");

        var asked = await Asking.Of(script, "When does someone ask how are you?");
        var never = await Asking.Of(script, "Does someone ask who are you?");

        Assert.Equal(4, Assert.Single(asked.Citations).Range.Start.Seconds);
        Assert.False(never.Found, never.Text);
    }

    [Fact]
    public async Task A_date_with_slashes_is_no_name_that_was_run_together()
    {
        var script = new Script(0, 20).Screen(1, 4, "Ref 1211200719");

        Assert.False((await Asking.Of(script, "Is the date 12/11/2007 shown?")).Found);
    }

    [Fact]
    public async Task A_place_in_a_job_is_no_persons_name()
    {
        var script = new Script(0, 20).Screen(2, 6, "VERA", new Box(0.1, 0.78, 0.2, 0.06)).Screen(2, 6, "Director - Northern Europe & Asia", new Box(0.1, 0.86, 0.5, 0.04));

        var answer = await Asking.Of(script, "Which names appear?");

        Assert.DoesNotContain("Asia:", answer.Text, StringComparison.Ordinal);
        Assert.Contains("VERA", answer.Text, StringComparison.Ordinal);
    }
}
