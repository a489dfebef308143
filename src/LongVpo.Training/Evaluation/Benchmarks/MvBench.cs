using System.Collections.Immutable;

namespace LongVpo.Training.Evaluation.Benchmarks;

/// <summary>MVBench: twenty short tasks, a file each; some ask about a part of their clip, and one has frames instead of films.</summary>
public sealed class MvBench : IBenchmark
{
    /// <inheritdoc/>
    public string Name => "mvbench";

    /// <inheritdoc/>
    public string Layout => "json/TASK.json and video/";

    /// <inheritdoc/>
    public string? System => "Watch the video. Mind the order and cause of events, the details and movement of things, and what people do and how they stand. Then choose the option that answers the question best.";

    /// <inheritdoc/>
    public BenchmarkData Read(string folder)
    {
        var place = Path.Combine(folder, "json");
        var files = Directory.Exists(place) ? Directory.EnumerateFiles(place, "*.json").Order(StringComparer.Ordinal).ToList() : [];
        if (files.Count == 0) throw QuestionFiles.Missing(folder, this);
        return BenchmarkData.Of(files.SelectMany(file =>
        {
            var task = Path.GetFileNameWithoutExtension(file);
            return QuestionFiles.Records(file).Select((record, number) =>
            {
                var (where, json) = record;
                var item = new BenchmarkItem(
                    $"{task}-{number:000}", QuestionFiles.Text(json, "video", where), QuestionFiles.Text(json, "question", where), QuestionFiles.Texts(json, "candidates"), null, [("task", task)],
                    QuestionFiles.Number(json, "start"), QuestionFiles.Number(json, "end"));
                return QuestionFiles.ByText(item, QuestionFiles.OptionalText(json, "answer"));
            });
        }));
    }

    /// <inheritdoc/>
    public string Put(BenchmarkItem item, string? subtitles)
    {
        ArgumentNullException.ThrowIfNull(item);
        return $"{(subtitles is null ? string.Empty : subtitles + "\n")}Question: {item.Question}\nOptions:\n{string.Join('\n', item.Options.Select((option, i) => $"({BenchmarkItem.Letter(i)}) {option}"))}\nGive only the best option.";
    }

    /// <summary>The mean of the tasks, and what the official check would say, which takes a reply for right when one contains the other (<see cref="LooseMatch"/>).</summary>
    public ImmutableSortedDictionary<string, double> Figures(IReadOnlyCollection<BenchmarkResult> results)
    {
        if (results.Count == 0) return ImmutableSortedDictionary<string, double>.Empty;
        double Mean(Func<BenchmarkResult, bool> isRight) => results.GroupBy(result => result.Item.Groups[0].Value, StringComparer.Ordinal).Average(task => task.Average(result => isRight(result) ? 1.0 : 0));
        return ImmutableSortedDictionary<string, double>.Empty
            .Add("mean_over_tasks", Mean(result => result.IsRight))
            .Add("mvbench_loose", Mean(result => LooseMatch.IsRight(result.Reply, result.Item, guardEmpty: true)))
            .Add("mvbench_loose_unguarded", Mean(result => LooseMatch.IsRight(result.Reply, result.Item, guardEmpty: false)));
    }
}
