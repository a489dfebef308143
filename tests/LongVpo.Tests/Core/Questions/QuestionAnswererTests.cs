using LongVpo.Core.Answers;
using LongVpo.Core.Observations;
using LongVpo.Core.Options;
using LongVpo.Core.Questions;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;

namespace LongVpo.Tests.Core.Questions;

/// <summary>The families of questions, each on a video of which a test knows everything.</summary>
public sealed class QuestionAnswererTests
{
    [Fact]
    public async Task A_word_asked_for_as_shown_or_said_is_denied_for_both()
    {
        var script = new Script(0, 20).Screen(1, 4, "OPEN ALL NIGHT").Says(2, 4, "The same procedure as every year");

        var answer = await Asking.Of(script, "Is the word TSUNAMI shown or said?");

        Assert.False(answer.Found, answer.Text);
        Assert.Contains("Neither the text on screen nor the subtitles", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_joined_by_a_slash_are_found_when_the_slash_was_read_as_a_letter()
    {
        var script = new Script(0, 20).Screen(10, 14, "Thanks to Ann Miller (NASAIGSFC)");

        var answer = await Asking.Of(script, "Who from NASA/GSFC is thanked?");

        Assert.True(answer.Found, answer.Text);
        Assert.Contains("Ann Miller", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Is the word SALE shown?")]
    [InlineData("Does anyone mention a dog?")]
    [InlineData("Is a human seen anywhere in this video?")]
    [InlineData("Are there any cuts?")]
    [InlineData("Does the camera move or cut?")]
    [InlineData("When is the Eiffel Tower shown?")]
    [InlineData("Is there a phone number on screen?")]
    [InlineData("Which website is shown?")]
    [InlineData("How many people are visible?")]
    [InlineData("What does he say about Berlin?")]
    [InlineData("When is the picture green?")]
    [InlineData("Is it ever silent?")]
    [InlineData("Is a procedure seen?")]
    [InlineData("What colour is the night?")]
    public async Task What_is_not_there_is_not_found_and_nothing_is_cited(string question)
    {
        var script = new Script(0, 20).Screen(1, 4, "OPEN ALL NIGHT").Says(2, 4, "The same procedure as every year").Measure(ObservationKind.Colour, 0, 20, "red", 0.6);

        var answer = await Asking.Of(script, question);

        Assert.False(answer.Found, answer.Text);
        Assert.Empty(answer.Citations);
        Assert.EndsWith(".", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answer_to_a_spoken_question_is_cited_with_the_line_that_follows()
    {
        var script = new Script(0, 7).Says(1.5, 2.999, "Tell me, is the lord of the universe in?").Says(3, 4.3, "Yes, he's in - in a bad humor").Says(4.3, 6, "Somebody must've stolen the crown jewels");

        var answer = await Asking.Of(script, "What is the mood of \"the lord of the universe\"?");

        Assert.Equal([1.5, 3], answer.Citations.Select(c => c.Range.Start.Seconds));
    }

    [Theory]
    [InlineData("What does the large clock show at 61.2 s?", "01:01")]
    [InlineData("Which number is above x2 at 61.2 s?", "122")]
    [InlineData("Which number is above x1 at 61.2 s?", "61")]
    public async Task A_reading_is_taken_at_the_moment_and_place_that_were_asked_for(string question, string reading)
    {
        var script = new Script(0, 120);
        for (var second = 0; second < 120; second++)
        {
            script.Screen(second, second + 1, $"{second / 60:D2}:{second % 60:D2}", new Box(0.3, 0.2, 0.4, 0.2));
            script.Screen(second, second + 1, $"{second}", new Box(0.45, 0.7, 0.1, 0.06)).Screen(second, second + 1, $"{2 * second}", new Box(0.75, 0.7, 0.1, 0.06));
        }

        script.Screen(0, 120, "x1", new Box(0.47, 0.8, 0.05, 0.04)).Screen(0, 120, "x2", new Box(0.77, 0.8, 0.05, 0.04));

        var answer = await Asking.Of(script, question);

        Assert.StartsWith($"\"{reading}\"", answer.Text, StringComparison.Ordinal);
        Assert.Contains(answer.Citations, c => c.Quote == reading && c.Range.Contains(MediaTime.FromSeconds(61.2)));
    }

    [Fact]
    public async Task A_clock_that_shows_a_time_is_found_when_it_shows_it()
    {
        var script = new Script(0, 300);
        for (var second = 0; second < 300; second++) script.Screen(second, second + 1, $"{second / 60:D2}:{second % 60:D2}");

        var answer = await Asking.Of(script, "When does the clock show 03:36?");

        var citation = Assert.Single(answer.Citations);
        Assert.Equal((216, 217), (citation.Range.Start.Seconds, citation.Range.End.Seconds));
    }

    [Fact]
    public async Task A_colour_is_told_where_it_prevails_even_around_a_white_page()
    {
        var script = new Script(0, 60).Measure(ObservationKind.Colour, 0, 60, "white", 0.6);
        script.Measure(ObservationKind.Colour, 15, 30, "red", 0.25).Measure(ObservationKind.Colour, 30, 45, "green", 0.25);

        var answer = await Asking.Of(script, "In which parts is the frame red?");

        Assert.Contains("0:15–0:30", answer.Text, StringComparison.Ordinal);
        Assert.All(answer.Citations, c => Assert.InRange(c.Range.Start.Seconds, 15, 30));
    }

    [Fact]
    public async Task A_film_without_colour_is_told_to_be_black_and_white()
    {
        var script = new Script(0, 6).Measure(ObservationKind.Colour, 0, 6, "grey", 0.5).Measure(ObservationKind.Colour, 0, 6, "black", 0.4);

        var answer = await Asking.Of(script, "Is the film in colour?");

        Assert.True(answer.Found);
        Assert.StartsWith("No, black and white", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cuts_are_counted_within_the_asked_time_and_long_shots_are_not_cut()
    {
        var script = new Script(0, 60).Cut(5).Cut(31).Cut(36).Cut(40, Opening.Fade);

        Assert.StartsWith("3 hard cuts", (await Asking.Of(script, "How many cuts are there?")).Text, StringComparison.Ordinal);
        Assert.StartsWith("1 hard cut", (await Asking.Of(script, "How many cuts are there in the first 30 seconds?")).Text, StringComparison.Ordinal);
        Assert.Contains("26 seconds without a cut", (await Asking.Of(script, "Which is the longest shot?")).Text, StringComparison.Ordinal);
        Assert.StartsWith("5 shots", (await Asking.Of(script, "How many shots are there?")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slide_is_a_picture_with_many_lines_and_a_name_plate_is_not()
    {
        var script = Asking.Interview().Cut(40);
        for (var line = 0; line < 6; line++) script.Screen(40, 45, $"Point number {line} of the talk", new Box(0.1, 0.2 + (0.1 * line), 0.5, 0.05));

        var answer = await Asking.Of(script, "Which shots show a page of text or a slide?");

        Assert.Equal(40, Assert.Single(answer.Citations).Range.Start.Seconds);
    }

    [Fact]
    public async Task Order_is_told_by_first_occurrences_and_both_are_cited()
    {
        var answer = await Asking.Of(Asking.Interview(), "Does OMAR appear before CARLO?");

        Assert.StartsWith("No:", answer.Text, StringComparison.Ordinal);
        Assert.Equal(["CARLO", "OMAR"], answer.Citations.Select(c => c.Quote));
    }

    [Fact]
    public async Task What_comes_right_after_a_line_is_the_next_line()
    {
        var script = new Script(0, 30).Says(1, 2, "Hello there").Says(3, 4, "How are you?").Says(12, 14, "Fine, thank you");

        var answer = await Asking.Of(script, "What is said right after \"How are you?\"");

        Assert.Contains("Fine, thank you", answer.Text, StringComparison.Ordinal);
        Assert.Equal([3, 12], answer.Citations.Select(c => c.Range.Start.Seconds));
    }

    [Fact]
    public async Task All_texts_of_a_named_stretch_are_given_and_none_outside()
    {
        var answer = await Asking.Of(Asking.Interview(), "Which texts are shown in the first 23 seconds?");

        Assert.Equal(["RUE DE LONDRES", "CARLO", "Vice President - Southern Europe"], answer.Citations.Select(c => c.Quote));
    }

    [Fact]
    public async Task The_half_of_a_question_that_can_be_answered_is_answered()
    {
        var answer = await Asking.Of(Asking.Interview(), "How many dogs run around and which street sign is shown?");

        Assert.True(answer.Found);
        Assert.Contains("RUE DE LONDRES", answer.Text, StringComparison.Ordinal);
        Assert.Contains("rest of the question", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coverage_tells_how_much_of_the_asked_time_has_been_seen()
    {
        var memory = new ScriptedMemory { Finished = false }.With(ScriptedMemory.One, new Script(0, 40).Screen(1, 3, "EXIT").Build());

        var half = await Asking.Of(memory, "What is written between 30 and 50 s?");
        var none = await Asking.Of(memory, "What is written after 1:00?");

        Assert.Equal(0.5, half.Coverage, 3);
        Assert.Equal(40, half.Watermark!.Value.Seconds);
        Assert.False(none.Found);
        Assert.Contains("has been seen", none.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_sealed_after_the_asked_moment_of_the_wall_clock_is_not_used()
    {
        var segments = new Script(0, 20).Screen(1, 3, "EARLY BIRD").Screen(12, 14, "LATE BIRD").Build();
        var start = DateTimeOffset.UnixEpoch;
        var memory = new ScriptedMemory().With(ScriptedMemory.One, segments).SealedAt(ScriptedMemory.One, segments[0].Span.Id, start).SealedAt(ScriptedMemory.One, segments[1].Span.Id, start.AddMinutes(1));

        var answer = await Asking.Of(memory, "When is the word BIRD shown?", q => q with { SealedBy = start });

        Assert.Equal("EARLY BIRD", Assert.Single(answer.Citations).Quote);
        Assert.Equal(10, answer.Watermark!.Value.Seconds);
    }

    [Fact]
    public async Task Of_several_videos_the_ones_that_answer_are_named()
    {
        var memory = new ScriptedMemory()
            .With(new VideoId("first"), new Script(0, 10).Screen(1, 3, "BAKERY").Build())
            .With(new VideoId("second"), new Script(0, 10).Screen(4, 6, "HARBOUR").Build());

        var answer = await Asking.Of(memory, "When is the word HARBOUR shown?");

        Assert.Equal(new VideoId("second"), Assert.Single(answer.Citations).Video);
        Assert.Contains("harbour", answer.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("second.mp4", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_memory_is_searched_by_its_index_with_the_same_answer()
    {
        var script = new Script(0, 2_000);
        for (var at = 5; at < 2_000; at += 20) script.Screen(at, at + 2, $"Slide {at}");
        script.Screen(1_234, 1_236, "Randy Koster, NASA/GSFC");
        var memory = new ScriptedMemory().With(ScriptedMemory.One, script.Build());
        var small = new QuestionAnswerer(memory, memory, memory, new QuestionOptions { SegmentsReadMost = 10 });

        var answer = await small.AnswerAsync(new Question { Text = "Who from NASA/GSFC is thanked?" }, TestContext.Current.CancellationToken);

        Assert.True(memory.Searches > 0);
        Assert.Equal(1_234, Assert.Single(answer.Citations).Range.Start.Seconds);
        Assert.StartsWith("Randy Koster", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_memory_says_that_nothing_has_been_seen()
    {
        var answer = await Asking.Of(new ScriptedMemory(), "What is written on the sign?");

        Assert.False(answer.Found);
        Assert.Null(answer.Watermark);
    }
}
