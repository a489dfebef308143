using System.Globalization;
using LongVpo.Core.Answers;
using LongVpo.Core.Options;
using LongVpo.Core.Questions;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;

namespace LongVpo.Tests.Core.Questions;

/// <summary>What must hold for every answer on every video: citations are real, depend on what they cite, never look ahead, and counts are exact.</summary>
public sealed class AnswerPropertyTests
{
    private static readonly string[] Words = ["HARBOUR", "BAKERY", "STATION", "LIBRARY", "THEATRE", "MUSEUM"];

    private static readonly string[] Questions =
    [
        "When is the word HARBOUR shown?", "What is written on the sign?", "How many times is \"bakery\" on screen?", "Does the word STATION appear?", "What is said at the end?",
        "Which texts are shown in the first 30 seconds?", "How many cuts are there?", "Which is the longest shot?", "Does HARBOUR appear before BAKERY?",
        "Who is greeted by name?", "What happens at 12 s?", "How long is the text MUSEUM on screen?", "List all texts shown", "What is said right after \"good library\"?", "How many shots are there?",
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Every_citation_names_a_segment_that_exists_and_overlaps_it(int seed)
    {
        var memory = new ScriptedMemory().With(ScriptedMemory.One, RandomScript(seed).Build());
        foreach (var question in Questions)
        {
            var answer = await AskAsync(memory, new Question { Text = question });

            Assert.Equal(answer.Found, answer.Citations.Length > 0);
            Assert.InRange(answer.Confidence, 0, 1);
            Assert.InRange(answer.Coverage, 0, 1);
            foreach (var citation in answer.Citations)
            {
                var segment = memory.SegmentsOf(citation.Video).Single(s => s.Span.Id == citation.Segment);
                Assert.True(citation.Range.Overlaps(segment.Span.Range) || segment.Span.Range.Start == citation.Range.Start, $"{question}: {citation}");
            }

            Assert.Equal(answer.Citations.OrderBy(c => c.Range.Start).Select(c => c.Range.Start), answer.Citations.Select(c => c.Range.Start));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Without_the_cited_segment_the_answer_is_another_one(int seed)
    {
        var segments = RandomScript(seed).Build();
        foreach (var question in Questions)
        {
            var answer = await AskAsync(new ScriptedMemory().With(ScriptedMemory.One, segments), new Question { Text = question });
            if (!answer.Found) continue;
            var cited = answer.Citations[0].Segment;
            var without = await AskAsync(new ScriptedMemory().With(ScriptedMemory.One, [.. segments.Where(s => s.Span.Id != cited)]), new Question { Text = question });

            Assert.NotEqual((answer.Text, string.Join(',', answer.Citations)), (without.Text, string.Join(',', without.Citations)));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task As_of_a_moment_the_answer_is_that_of_a_video_that_ends_there(int seed)
    {
        var segments = RandomScript(seed).Build();
        foreach (var asOf in segments.Select(s => s.Span.Range.End).Where((_, i) => i % 3 == 0))
        {
            var seen = segments.Where(s => s.Span.Range.End <= asOf).ToList();
            foreach (var question in Questions)
            {
                var limited = await AskAsync(new ScriptedMemory { Finished = false }.With(ScriptedMemory.One, segments), new Question { Text = question, AsOf = asOf });
                var shorter = await AskAsync(new ScriptedMemory { Finished = false }.With(ScriptedMemory.One, seen), new Question { Text = question });

                Assert.Equal(shorter.Text, limited.Text);
                Assert.Equal(shorter.Citations, limited.Citations);
                Assert.True(limited.Watermark <= asOf);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Appearances_are_counted_once_each_whatever_the_segment_borders(int seed)
    {
        var random = new Random(seed);
        var script = new Script(0, 200) { LengthMost = 3 + random.Next(8) };
        var (times, at) = (0, 2.0);
        while (at < 180)
        {
            var length = 0.5 + (random.NextDouble() * 14);
            script.Screen(at, Math.Min(199, at + length), "GRAND HARBOUR");
            (times, at) = (times + 1, at + length + 1.5 + (random.NextDouble() * 9));
        }

        var answer = await AskAsync(new ScriptedMemory().With(ScriptedMemory.One, script.Build()), new Question { Text = "How many times is \"grand harbour\" on screen?" });

        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{times} time"), answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task The_order_of_two_words_is_the_order_in_which_they_first_appear(int seed)
    {
        var random = new Random(seed);
        var (first, second) = (1 + (random.NextDouble() * 50), 60 + (random.NextDouble() * 50));
        var words = Words.OrderBy(_ => random.Next()).Take(2).ToArray();
        var script = new Script(0, 120).Screen(first, first + 3, words[0]).Screen(second, second + 3, words[1]);
        var memory = new ScriptedMemory().With(ScriptedMemory.One, script.Build());

        var yes = await AskAsync(memory, new Question { Text = $"Does {words[0]} come before {words[1]}?" });
        var no = await AskAsync(memory, new Question { Text = $"Does {words[0]} come after {words[1]}?" });

        Assert.StartsWith("Yes:", yes.Text, StringComparison.Ordinal);
        Assert.StartsWith("No:", no.Text, StringComparison.Ordinal);
        Assert.Equal(words, yes.Citations.Select(c => c.Quote));
    }

    private static Script RandomScript(int seed)
    {
        var random = new Random(seed);
        var script = new Script(seed % 3 == 0 ? 10 : 0, 100) { LengthMost = 6 + random.Next(6) };
        for (var at = 11.5; at < 95; at += 4 + (random.NextDouble() * 15)) script.Cut(at);
        for (var i = 0; i < 8; i++)
        {
            var at = 10 + (random.NextDouble() * 80);
            script.Screen(at, at + 1 + (random.NextDouble() * 8), $"{Words[random.Next(Words.Length)]} {random.Next(100)}");
        }

        for (var at = 10.5; at < 95; at += 3 + (random.NextDouble() * 12)) script.Says(at, at + 2, $"Good {Words[random.Next(Words.Length)].ToLowerInvariant()}, Anna {random.Next(1000)}!");
        return script;
    }

    private static Task<Answer> AskAsync(ScriptedMemory memory, Question question) =>
        new QuestionAnswerer(memory, memory, memory, new QuestionOptions()).AnswerAsync(question, TestContext.Current.CancellationToken);
}
