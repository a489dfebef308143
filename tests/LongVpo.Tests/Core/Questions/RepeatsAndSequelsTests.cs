using System.Collections.Immutable;
using LongVpo.Core.Observations;
using LongVpo.Core.Segments;

namespace LongVpo.Tests.Core.Questions;

/// <summary>Which pictures come back and what follows a measured moment: answered from looks and measurements, with the reservation that nothing was recognised.</summary>
public sealed class RepeatsAndSequelsTests
{
    private static readonly ImmutableArray<float> Street = [1, 0, 0, 0.1f];
    private static readonly ImmutableArray<float> Kitchen = [0, 1, 0, 0.1f];
    private static readonly ImmutableArray<float> Garden = [0, 0, 1, 0.1f];

    [Fact]
    public async Task Shots_that_look_alike_with_another_between_them_are_told_together()
    {
        var answer = await AskAsync("Which scenes are shown twice?", Street, Kitchen, Street, Garden, Kitchen);

        Assert.True(answer.Found);
        Assert.Equal([0, 5, 10, 20], answer.Citations.Select(c => c.Range.Start.Seconds));
        Assert.Contains("0:00–0:05 and 0:10–0:15", answer.Text, StringComparison.Ordinal);
        Assert.Contains("cannot be judged", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Which scenes are shown twice?")]
    [InlineData("Does any shot come back?")]
    public async Task A_setting_that_goes_on_over_a_cut_has_not_come_back(string question)
    {
        var answer = await AskAsync(question, Street, Street, Kitchen, Garden, Garden);

        Assert.False(answer.Found, answer.Text);
    }

    [Fact]
    public async Task Repeats_within_a_named_time_are_those_of_that_time()
    {
        var answer = await AskAsync("Which shots are repeated in the first 9 seconds?", Street, Kitchen, Street, Kitchen, Street);

        Assert.False(answer.Found, answer.Text);
    }

    [Fact]
    public async Task What_follows_a_fade_is_the_picture_that_opens_with_it()
    {
        var script = new Script(0, 30).Cut(8).Cut(17, Opening.Fade).Cut(22);

        var after = await Asking.Of(script, "What happens right after the fade?");
        var before = await Asking.Of(script, "What happens before the fade?");

        Assert.Equal(17, Assert.Single(after.Citations).Range.Start.Seconds);
        Assert.Equal(17, Assert.Single(before.Citations).Range.End.Seconds);
        Assert.Contains("vision model", after.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_said_after_a_silence_is_the_next_line()
    {
        var script = new Script(0, 30).Says(1, 3, "Listen").Measure(ObservationKind.Silence, 4, 12).Says(13, 15, "Did you hear that?");

        var answer = await Asking.Of(script, "What is said after the silence?");

        Assert.Equal("Did you hear that?", Assert.Single(answer.Citations).Quote);
    }

    [Fact]
    public async Task What_happens_after_a_title_is_the_picture_that_follows_it()
    {
        var script = new Script(0, 30).Cut(10).Screen(6, 9.9, "THE WINTER ROAD").Cut(20).Screen(25, 28, "EXIT");

        var answer = await Asking.Of(script, "What happens right after \"The Winter Road\"?");

        Assert.Contains(answer.Citations, c => c.Range.Start.Seconds == 10);
    }

    [Fact]
    public async Task Nothing_follows_what_was_never_measured()
    {
        var answer = await Asking.Of(new Script(0, 30).Cut(8), "What happens right after the fade?");

        Assert.False(answer.Found, answer.Text);
        Assert.Empty(answer.Citations);
    }

    private static Task<LongVpo.Core.Answers.Answer> AskAsync(string question, params ImmutableArray<float>[] looks)
    {
        var script = new Script(0, 5 * looks.Length);
        for (var i = 1; i < looks.Length; i++) script.Cut(5 * i);
        var segments = script.Build().Select((segment, i) => segment with { Descriptor = looks[i] }).ToList();
        return Asking.Of(new ScriptedMemory().With(ScriptedMemory.One, segments), question);
    }
}
