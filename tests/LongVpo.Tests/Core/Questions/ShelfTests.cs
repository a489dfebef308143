using System.Globalization;
using LongVpo.Core.Answers;
using LongVpo.Core.Options;
using LongVpo.Core.Questions;
using LongVpo.Core.Videos;

namespace LongVpo.Tests.Core.Questions;

/// <summary>On a shelf that is too large to be read whole an answer is exact or says that it is not.</summary>
public sealed class ShelfTests
{
    [Fact]
    public async Task A_measured_question_says_which_part_of_the_shelf_was_looked_at()
    {
        var shelf = Shelf(10, video => new Script(0, 20).Cut(10));

        var answer = await AskAsync(shelf, new QuestionOptions { SegmentsReadMost = 8 }, "How many cuts are there?");

        Assert.True(answer.Found);
        Assert.Contains("newest 4 of 10 videos", answer.Text, StringComparison.Ordinal);
        Assert.Equal(0.4, answer.Coverage, 3);
    }

    [Fact]
    public async Task A_no_from_a_part_of_the_shelf_says_so_too()
    {
        var answer = await AskAsync(Shelf(10, video => new Script(0, 20)), new QuestionOptions { SegmentsReadMost = 8 }, "How many cuts are there?");

        Assert.False(answer.Found);
        Assert.Contains("of 10 videos", answer.Text, StringComparison.Ordinal);
        Assert.True(answer.Coverage < 0.5);
    }

    [Fact]
    public async Task A_shelf_that_was_looked_at_whole_has_no_such_remark()
    {
        var answer = await AskAsync(Shelf(10, video => new Script(0, 20).Cut(10)), new QuestionOptions(), "How many cuts are there?");

        Assert.DoesNotContain("newest", answer.Text, StringComparison.Ordinal);
        Assert.Equal(1, answer.Coverage, 3);
    }

    [Theory]
    [InlineData(1, 150)]
    [InlineData(5, 60)]
    public async Task Appearances_are_counted_exactly_beyond_what_is_read(int videos, int each)
    {
        var answer = await AskAsync(Shelf(videos, video => Shown(each)), new QuestionOptions { SegmentsReadMost = 10, EvidenceMost = 9 }, "How many times is HARBOUR on screen?");

        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{videos * each} times"), answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("at least", answer.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_count_that_was_cut_short_is_a_lower_bound()
    {
        var answer = await AskAsync(Shelf(3, video => Shown(60)), new QuestionOptions { SegmentsReadMost = 10, EvidenceMost = 9, LinesCountedMost = 100 }, "How many times is HARBOUR on screen?");

        Assert.StartsWith("At least 100 times in 2 videos.", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Videos_beyond_those_that_are_named_are_counted()
    {
        var answer = await AskAsync(Shelf(7, video => Shown(2)), new QuestionOptions { CitationsMost = 4 }, "When is HARBOUR on screen?");

        Assert.EndsWith("And in 3 more videos.", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shelf_without_an_answer_gives_each_reason_once()
    {
        var answer = await AskAsync(Shelf(9, video => video < 3 ? Shown(1) : new Script(0, 20)), new QuestionOptions(), "Is the word BAKERY on screen?");

        Assert.False(answer.Found);
        Assert.Equal(2, answer.Text.Split('\n').Length);
        Assert.Contains("6 videos:", answer.Text, StringComparison.Ordinal);
    }

    private static Script Shown(int times)
    {
        var script = new Script(0, 20 * times);
        for (var i = 0; i < times; i++) script.Screen((20 * i) + 2, (20 * i) + 4, "HARBOUR");
        return script;
    }

    private static ScriptedMemory Shelf(int videos, Func<int, Script> script)
    {
        var memory = new ScriptedMemory();
        for (var i = 0; i < videos; i++) memory.With(new VideoId(string.Create(CultureInfo.InvariantCulture, $"video{i}")), script(i).Build());
        return memory;
    }

    private static Task<Answer> AskAsync(ScriptedMemory memory, QuestionOptions options, string question) =>
        new QuestionAnswerer(memory, memory, memory, options).AnswerAsync(new Question { Text = question }, TestContext.Current.CancellationToken);
}
