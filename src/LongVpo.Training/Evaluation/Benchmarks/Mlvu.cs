using System.Collections.Immutable;

namespace LongVpo.Training.Evaluation.Benchmarks;

/// <summary>MLVU's questions with options, seven tasks. Its open tasks are judged by a language model and are left out.</summary>
public sealed class Mlvu : IBenchmark
{
    /// <inheritdoc/>
    public string Name => "mlvu";

    /// <inheritdoc/>
    public string Layout => "json/1_plotQA.json to 7_topic_reasoning.json (or beside it) and video/";

    /// <inheritdoc/>
    public string? System => "Watch the video with care and keep in mind what happens, when, and how. Choose the option that fits what is seen best.";

    /// <inheritdoc/>
    public BenchmarkData Read(string folder)
    {
        var files = new[] { "json", "." }.Select(place => Path.Combine(folder, place)).Where(Directory.Exists)
            .Select(place => Directory.EnumerateFiles(place, "*_*.json").Where(file => char.IsAsciiDigit(Path.GetFileName(file)[0])).Order(StringComparer.Ordinal).ToList()).FirstOrDefault(found => found.Count > 0)
            ?? throw QuestionFiles.Missing(folder, this);
        return BenchmarkData.Of(files.SelectMany(file => QuestionFiles.Records(file).Where(record => QuestionFiles.Member(record.Record, "candidates") is not null).Select(record =>
        {
            var (place, json) = record;
            var task = QuestionFiles.OptionalText(json, "question_type") ?? Path.GetFileNameWithoutExtension(file)[2..];
            var item = new BenchmarkItem(
                QuestionFiles.OptionalText(json, "question_id") ?? place, QuestionFiles.Text(json, "video", place), QuestionFiles.Text(json, "question", place), QuestionFiles.Texts(json, "candidates"), null,
                [("task", task)], Duration: QuestionFiles.Number(json, "duration"));
            return QuestionFiles.ByText(item, QuestionFiles.OptionalText(json, "answer"));
        })));
    }

    /// <inheritdoc/>
    public string Put(BenchmarkItem item, string? subtitles)
    {
        ArgumentNullException.ThrowIfNull(item);
        return $"{(subtitles is null ? string.Empty : subtitles + "\n")}Question: {item.Question}\nOptions:\n{string.Join('\n', item.Options.Select((option, i) => $"({BenchmarkItem.Letter(i)}) {option}"))}\nGive only the best option.\nBest option: (";
    }

    /// <summary>The published figure is the plain mean of the tasks' accuracies; some tools pool the questions and call that the same.</summary>
    public ImmutableSortedDictionary<string, double> Figures(IReadOnlyCollection<BenchmarkResult> results)
    {
        if (results.Count == 0) return ImmutableSortedDictionary<string, double>.Empty;
        var tasks = results.GroupBy(result => result.Item.Groups[0].Value, StringComparer.Ordinal).Select(task => task.Average(result => result.IsRight ? 1.0 : 0));
        return ImmutableSortedDictionary<string, double>.Empty.Add("m_avg_over_tasks", tasks.Average()).Add("m_avg_pooled", results.Average(result => result.IsRight ? 1.0 : 0));
    }
}
