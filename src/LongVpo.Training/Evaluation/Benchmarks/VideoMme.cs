using System.Collections.Immutable;

namespace LongVpo.Training.Evaluation.Benchmarks;

/// <summary>Video-MME: short, medium and long films, with and without subtitles. The published table is parquet; it is read as JSON, one record to a row.</summary>
public sealed class VideoMme : IBenchmark
{
    /// <inheritdoc/>
    public string Name => "videomme";

    /// <inheritdoc/>
    public string Layout => "videomme.json or videomme.jsonl (the table's rows: python3 -c \"import pandas; pandas.read_parquet('test.parquet').to_json('videomme.jsonl', orient='records', lines=True)\"), videos and subtitle/";

    /// <inheritdoc/>
    public string? System => null;

    /// <inheritdoc/>
    public BenchmarkData Read(string folder) => BenchmarkData.Of(QuestionFiles.Records(QuestionFiles.Find(folder, this, "videomme.jsonl", "videomme.json")).Select(record =>
    {
        var (place, json) = record;
        var video = QuestionFiles.OptionalText(json, "videoID") ?? QuestionFiles.Text(json, "video_id", place);
        var options = QuestionFiles.Texts(json, "options").Select((option, i) => LetterParser.WithoutLetter(option, i)).ToImmutableArray();
        var item = new BenchmarkItem(
            QuestionFiles.Text(json, "question_id", place), video, QuestionFiles.Text(json, "question", place), options, null,
            [.. new[] { "duration", "domain", "sub_category", "task_type" }.Select(kind => (kind, QuestionFiles.OptionalText(json, kind) ?? "unknown"))], Subtitles: video + ".srt");
        return QuestionFiles.ByLetter(item, QuestionFiles.OptionalText(json, "answer"));
    }));

    /// <inheritdoc/>
    public string Put(BenchmarkItem item, string? subtitles)
    {
        ArgumentNullException.ThrowIfNull(item);
        var said = subtitles is null ? string.Empty : $"These are the video's subtitles:\n{subtitles}\n";
        return $"{said}Choose the best answer to the question about the video. Reply with one letter, A to {BenchmarkItem.Letter(item.Options.Length - 1)}.\n{item.Question}\n{string.Join('\n', item.Options.Select((option, i) => $"{BenchmarkItem.Letter(i)}. {option}"))}\nThe best answer is:";
    }

    /// <inheritdoc/>
    public ImmutableSortedDictionary<string, double> Figures(IReadOnlyCollection<BenchmarkResult> results) => ImmutableSortedDictionary<string, double>.Empty;
}
