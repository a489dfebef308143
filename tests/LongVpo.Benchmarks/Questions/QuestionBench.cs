using System.Globalization;
using LongVpo.Core.Answers;
using LongVpo.Core.Ports;
using LongVpo.Core.Videos;

namespace LongVpo.Benchmarks.Questions;

/// <summary>
/// Scores answers about real clips against what people wrote down: whether something was found, and whether a citation touches the right place.
/// How a clip becomes a memory that can be asked is the caller's business.
/// </summary>
public static class QuestionBench
{
    /// <summary>Makes a clip ready to be asked: watched to its end, with whoever answers.</summary>
    public delegate Task<(VideoId Video, IQuestionAnswerer Answerer)> Open(string videoPath, CancellationToken cancellationToken);

    private sealed record Score(string Kind, bool Found, bool Overlaps, int Citations);

    /// <param name="args">The folder with <c>*.truth.json</c> files and their clips, and optionally words of names to restrict to.</param>
    /// <param name="open">See <see cref="Open"/>.</param>
    /// <param name="cancellationToken">Stops between two questions.</param>
    /// <returns>0, or 2 when the folder holds no truth files.</returns>
    public static async Task<int> RunAsync(string[] args, Open open, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(open);
        var folder = args.Length > 0 ? args[0] : ".";
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.truth.json").Order(StringComparer.Ordinal).ToList() : [];
        if (args.Length > 1) files = [.. files.Where(file => args[1..].Any(word => Path.GetFileName(file).Contains(word, StringComparison.OrdinalIgnoreCase)))];
        if (files.Count == 0)
        {
            await Console.Error.WriteLineAsync($"{folder} holds no *.truth.json files to ask about; name the folder that does.");
            return 2;
        }

        var scores = new List<Score>();
        foreach (var truth in files.Select(QuestionTruth.Read)) scores.AddRange(await AskAsync(truth, open, cancellationToken));
        foreach (var kind in scores.GroupBy(s => s.Kind).OrderBy(g => g.Key, StringComparer.Ordinal)) Console.WriteLine(Summary(kind.Key, [.. kind]));
        Console.WriteLine(Summary("all", scores));
        return 0;
    }

    private static async Task<List<Score>> AskAsync(QuestionTruth truth, Open open, CancellationToken cancellationToken)
    {
        Console.WriteLine($"== {Path.GetFileName(truth.VideoPath)}");
        var (video, answerer) = await open(truth.VideoPath, cancellationToken);
        var scores = new List<Score>();
        foreach (var asked in truth.Questions)
        {
            var answer = await answerer.AnswerAsync(new Question { Text = asked.Text, Videos = [video] }, cancellationToken);
            var overlaps = answer.Citations.Any(c => asked.Ranges.Any(r => c.Range.Start.Seconds <= r.To && c.Range.End.Seconds >= r.From));
            scores.Add(new Score(asked.Kind, answer.Found, overlaps, answer.Citations.Length));
            var verdict = asked.Kind == "negative" ? (answer.Found ? "WRONG" : "ok   ") : overlaps ? "ok   " : answer.Found ? "WRONG" : "no   ";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{verdict} {asked.Kind,-8} {answer.Confidence:0.00} {answer.Citations.Length,2} citations  {asked.Text}"));
            Console.WriteLine($"      {answer.Text.ReplaceLineEndings(" ")}");
        }

        return scores;
    }

    private static string Summary(string kind, IReadOnlyList<Score> scores) => string.Create(
        CultureInfo.InvariantCulture,
        $"{kind,-9} {scores.Count,3} asked, found {Share(scores, s => s.Found):P0}, cited the right place {Share(scores, s => s.Overlaps):P0}, citations {scores.Average(s => s.Citations):0.0}");

    private static double Share(IReadOnlyList<Score> scores, Func<Score, bool> holds) => (double)scores.Count(holds) / scores.Count;
}
