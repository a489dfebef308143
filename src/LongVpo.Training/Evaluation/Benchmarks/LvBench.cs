using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace LongVpo.Training.Evaluation.Benchmarks;

/// <summary>LVBench: films of an hour and more, each question with several tags. One line of its file is one video.</summary>
public sealed partial class LvBench : IBenchmark
{
    /// <inheritdoc/>
    public string Name => "lvbench";

    /// <inheritdoc/>
    public string Layout => "video_info.meta.jsonl and the videos, named by their keys";

    /// <inheritdoc/>
    public string? System => null;

    /// <inheritdoc/>
    public BenchmarkData Read(string folder) => BenchmarkData.Of(QuestionFiles.Records(QuestionFiles.Find(folder, this, "video_info.meta.jsonl")).SelectMany(line =>
    {
        var video = QuestionFiles.Text(line.Record, "key", line.Place);
        var minutes = QuestionFiles.Member(line.Record, "video_info") is { } info ? QuestionFiles.Number(info, "duration_minutes") : null;
        var questions = QuestionFiles.Member(line.Record, "qa") ?? throw new BenchmarkException($"{line.Place}: there is no qa.");
        // Read at once, because the line's document lives no longer than this.
        return questions.EnumerateArray().Select(question =>
        {
            var text = QuestionFiles.Text(question, "question", line.Place);
            var options = OptionLine().Matches(text);
            var item = new BenchmarkItem(
                QuestionFiles.Text(question, "uid", line.Place), video, options.Count == 0 ? text : text[..options[0].Index].Trim(), [.. options.Select(option => option.Groups[1].Value.Trim())], null,
                [.. QuestionFiles.Texts(question, "question_type").DefaultIfEmpty("unknown").Select(tag => ("question_type", tag)), ("type", QuestionFiles.OptionalText(line.Record, "type") ?? "unknown")],
                Duration: minutes * 60);
            return QuestionFiles.ByLetter(item, QuestionFiles.OptionalText(question, "answer"));
        }).ToList();
    }));

    /// <inheritdoc/>
    public string Put(BenchmarkItem item, string? subtitles)
    {
        ArgumentNullException.ThrowIfNull(item);
        return $"{(subtitles is null ? string.Empty : subtitles + "\n")}{item.Question}\n{string.Join('\n', item.Options.Select((option, i) => $"({BenchmarkItem.Letter(i)}) {option}"))}\nReply with the letter of the right option only.";
    }

    /// <summary>The official script divides by answered questions only, so that silence raises its figure; both are told, and only the first should be quoted.</summary>
    public ImmutableSortedDictionary<string, double> Figures(IReadOnlyCollection<BenchmarkResult> results)
    {
        if (results.Count == 0) return ImmutableSortedDictionary<string, double>.Empty;
        var answered = results.Where(result => result.Chosen is not null).ToList();
        return ImmutableSortedDictionary<string, double>.Empty.Add("over_all", results.Average(result => result.IsRight ? 1.0 : 0)).Add("over_answered", answered.Count == 0 ? 0 : answered.Average(result => result.IsRight ? 1.0 : 0));
    }

    [GeneratedRegex(@"^\s*\([A-Z]\)\s*(.*)$", RegexOptions.Multiline)]
    private static partial Regex OptionLine();
}
