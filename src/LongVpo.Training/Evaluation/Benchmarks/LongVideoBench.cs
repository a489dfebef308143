using System.Collections.Immutable;

namespace LongVpo.Training.Evaluation.Benchmarks;

/// <summary>LongVideoBench: questions that refer to a moment, up to an hour long.</summary>
public sealed class LongVideoBench : IBenchmark
{
    /// <inheritdoc/>
    public string Name => "longvideobench";

    /// <inheritdoc/>
    public string Layout => "lvb_val.json (or lvb_test_wo_gt.json), videos/ and subtitles/";

    /// <inheritdoc/>
    public string? System => null;

    /// <inheritdoc/>
    public BenchmarkData Read(string folder) => BenchmarkData.Of(QuestionFiles.Records(QuestionFiles.Find(folder, this, "lvb_val.json", "lvb_test_wo_gt.json")).Select(record =>
    {
        var (place, json) = record;
        var options = QuestionFiles.Texts(json, "candidates");
        // The tabular form has a column per option and fills the rest.
        if (options.IsEmpty) options = [.. Enumerable.Range(0, 5).Select(i => QuestionFiles.OptionalText(json, $"option{i}")).OfType<string>().Where(option => option != "N/A")];
        var item = new BenchmarkItem(
            QuestionFiles.Text(json, "id", place), QuestionFiles.Text(json, "video_path", place), QuestionFiles.Text(json, "question", place), options, null,
            [("duration_group", QuestionFiles.OptionalText(json, "duration_group") ?? "unknown"), ("question_category", QuestionFiles.OptionalText(json, "question_category") ?? "unknown")],
            Duration: QuestionFiles.Number(json, "duration"), Subtitles: QuestionFiles.OptionalText(json, "subtitle_path"), SubtitlesStart: QuestionFiles.Number(json, "starting_timestamp_for_subtitles") ?? 0);
        if (QuestionFiles.Number(json, "correct_choice") is not { } right) return (item, null);
        return right >= 0 && right < options.Length && right == Math.Floor(right)
            ? (item with { Right = (int)right }, (BenchmarkProblem?)null)
            : (null, new BenchmarkProblem("bad_answer", item.Id, $"The right answer {right} is none of {options.Length} options."));
    }));

    /// <inheritdoc/>
    public string Put(BenchmarkItem item, string? subtitles)
    {
        ArgumentNullException.ThrowIfNull(item);
        return $"{(subtitles is null ? string.Empty : subtitles + "\n")}{item.Question}\n{Lettered(item)}\nReply with the letter of the right option and nothing else.";
    }

    /// <inheritdoc/>
    public ImmutableSortedDictionary<string, double> Figures(IReadOnlyCollection<BenchmarkResult> results) => ImmutableSortedDictionary<string, double>.Empty;

    private static string Lettered(BenchmarkItem item) => string.Join('\n', item.Options.Select((option, i) => $"{BenchmarkItem.Letter(i)}. {option}"));
}
