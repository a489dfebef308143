using System.Diagnostics;
using System.Globalization;
using LongVpo.Benchmarks.Memory;
using LongVpo.Core.Answers;
using LongVpo.Core.Options;
using LongVpo.Core.Questions;
using LongVpo.Core.Videos;
using LongVpo.Memory.Stores;
using LongVpo.TestKit;

namespace LongVpo.Benchmarks.Questions;

/// <summary>Shows that a question costs the same in a large memory as in a small one: whole answers, from the words of the question to the citations, over growing stores.</summary>
internal static class AskBenchmark
{
    private const int Rounds = 8;

    /// <summary>Arguments: sizes in segments; 1,000, 10,000 and 100,000 without any.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var sizes = args.Length == 0 ? [1_000, 10_000, 100_000] : Array.ConvertAll(args, arg => int.Parse(arg, CultureInfo.InvariantCulture));
        var p95 = new List<double>();
        foreach (var size in sizes) p95.Add(await MeasureAsync(size));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"growth of p95 from {sizes[0]} to {sizes[^1]} segments: {p95[^1] / p95[0]:F2}x"));
        return 0;
    }

    private static async Task<double> MeasureAsync(int size)
    {
        using var folder = new TempFolder();
        await using var session = await StoreSession.OpenWriterAsync(folder.Path, new StoreOptions(), CancellationToken.None);
        await MemoryBenchmark.FillAsync(session, size);
        var answerer = new QuestionAnswerer(session.Videos, session.Segments, session.Evidence, new QuestionOptions());
        var times = new List<(double Milliseconds, string Question)>();
        for (var round = -1; round < Rounds; round++)
        {
            foreach (var (text, one) in Questions(round + 1))
            {
                var question = new Question { Text = text, Videos = one ? [new VideoId("v0")] : [] };
                var began = Stopwatch.GetTimestamp();
                await answerer.AnswerAsync(question, CancellationToken.None);
                if (round >= 0) times.Add((Stopwatch.GetElapsedTime(began).TotalMilliseconds, (one ? "one video: " : "all videos: ") + text));
            }
        }

        var ordered = times.OrderBy(t => t.Milliseconds).ToList();
        var p95 = ordered[ordered.Count * 95 / 100].Milliseconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{size} segments: p50 {ordered[ordered.Count / 2].Milliseconds:F1} ms, p95 {p95:F1} ms, slowest {ordered[^1].Milliseconds:F1} ms ({ordered[^1].Question})"));
        return p95;
    }

    private static IEnumerable<(string Text, bool One)> Questions(int round)
    {
        string[] shapes =
        [
            $"Who is {Word(3_000 + round)}?", $"What does the sign with {Word(40 + round)} say?", $"When is {Word(500 + round)} mentioned?", $"How many times is {Word(900 + round)} on screen?",
            $"Does {Word(200 + round)} come before {Word(300 + round)}?", $"Is the word {Word(7_000 + round)} shown?", $"Is the word qzx{round}vk shown or said?", $"What is written in the first minute?",
            $"What is said about {Word(round)} after 2:30?", $"Which number is shown at {30 + round} s?", $"What comes right after {Word(1_500 + round)}?", $"Where does {Word(60 + round)} {Word(2_000 + round)} stand?",
            "When is it silent?", "How many cuts are there?", $"List all places where {Word(round % 8)} is shown.", $"Is a human seen anywhere?",
        ];
        return shapes.SelectMany(text => new[] { (text, true), (text, false) });
    }

    private static string Word(int rank) => SyntheticText.Word(rank);
}
