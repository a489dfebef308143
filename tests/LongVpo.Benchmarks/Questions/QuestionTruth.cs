using System.Text.Json;

namespace LongVpo.Benchmarks.Questions;

/// <summary>The questions that people wrote about one clip, with where the answers are.</summary>
/// <param name="VideoPath">The clip beside the truth file.</param>
/// <param name="Questions">In the file's order.</param>
public sealed record QuestionTruth(string VideoPath, IReadOnlyList<QuestionTruth.Asked> Questions)
{
    /// <param name="Text">The question.</param>
    /// <param name="Answer">What a person answers.</param>
    /// <param name="Kind">What, where, when, count, order, ocr, caption, multi or negative.</param>
    /// <param name="Ranges">Where the answer is, in seconds on the container's clock; empty for negatives.</param>
    public sealed record Asked(string Text, string Answer, string Kind, IReadOnlyList<(double From, double To)> Ranges);

    /// <exception cref="JsonException">The file is not a truth file.</exception>
    public static QuestionTruth Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        var root = document.RootElement;
        var file = root.GetProperty("file").GetString() ?? throw new JsonException($"{path} does not name its video.");
        var asked = root.GetProperty("questions").EnumerateArray().Select(q => new Asked(
            q.GetProperty("question").GetString()!,
            q.GetProperty("answer").GetString()!,
            q.GetProperty("kind").GetString()!,
            [.. q.GetProperty("ranges").EnumerateArray().Select(r => (r[0].GetDouble(), r[1].GetDouble()))]));
        return new QuestionTruth(Path.Combine(Path.GetDirectoryName(path)!, file), [.. asked]);
    }
}
