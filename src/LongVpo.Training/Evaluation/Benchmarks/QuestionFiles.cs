using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace LongVpo.Training.Evaluation.Benchmarks;

/// <summary>Reads records out of question files, arrays and lines alike, and takes their members with a sentence for each that is missing.</summary>
internal static class QuestionFiles
{
    /// <summary>The first of these files that is there.</summary>
    /// <exception cref="BenchmarkException">None is.</exception>
    public static string Find(string folder, IBenchmark benchmark, params IReadOnlyList<string> names) =>
        names.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists) ?? throw Missing(folder, benchmark);

    public static BenchmarkException Missing(string folder, IBenchmark benchmark) => new($"{folder} is no folder of {benchmark.Name}: put into it {benchmark.Layout}.");

    /// <summary>Records of an array or of lines, each with its place for sentences.</summary>
    /// <exception cref="BenchmarkException">The file is damaged.</exception>
    public static IEnumerable<(string Place, JsonElement Record)> Records(string path)
    {
        var text = File.ReadAllText(path);
        if (text.AsSpan().TrimStart() is ['[', ..])
        {
            using var document = Parse(path, text, 0);
            var number = 0;
            foreach (var record in document.RootElement.EnumerateArray()) yield return ($"{Path.GetFileName(path)}, record {++number}", record);
            yield break;
        }

        foreach (var (line, number) in text.Split('\n').Select((line, i) => (line, i + 1)))
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            using var document = Parse(path, line, number - 1);
            yield return ($"{Path.GetFileName(path)}, line {number}", document.RootElement);
        }
    }

    public static string Text(JsonElement record, string name, string place) => Member(record, name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => throw new BenchmarkException($"{place}: there is no {name}."),
    };

    public static string? OptionalText(JsonElement record, string name) => Member(record, name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    public static double? Number(JsonElement record, string name) => Member(record, name) switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
        { ValueKind: JsonValueKind.String } text when double.TryParse(text.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) => value,
        _ => null,
    };

    public static ImmutableArray<string> Texts(JsonElement record, string name) =>
        Member(record, name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText())] : [];

    public static JsonElement? Member(JsonElement record, string name) => record.ValueKind == JsonValueKind.Object && record.TryGetProperty(name, out var member) ? member : null;

    /// <summary>A question whose right answer is the text of an option.</summary>
    public static (BenchmarkItem? Item, BenchmarkProblem? Problem) ByText(BenchmarkItem item, string? answer)
    {
        if (answer is null) return (item, null);
        var places = Enumerable.Range(0, item.Options.Length).Where(i => item.Options[i].Trim() == answer.Trim()).ToList();
        return places.Count == 1 ? (item with { Right = places[0] }, null) : (null, new BenchmarkProblem("bad_answer", item.Id, $"The right answer \"{answer}\" is {places.Count} of the options."));
    }

    /// <summary>A question whose right answer is the letter of an option.</summary>
    public static (BenchmarkItem? Item, BenchmarkProblem? Problem) ByLetter(BenchmarkItem item, string? answer)
    {
        if (answer is null) return (item, null);
        return answer.Trim() is [var letter] && letter - 'A' is >= 0 and var place && place < item.Options.Length
            ? (item with { Right = place }, null)
            : (null, new BenchmarkProblem("bad_answer", item.Id, $"The right answer \"{answer}\" is the letter of no option."));
    }

    private static JsonDocument Parse(string path, string json, int linesBefore)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException wrong)
        {
            throw new BenchmarkException($"{path}, line {linesBefore + (wrong.LineNumber ?? 0) + 1}, column {(wrong.BytePositionInLine ?? 0) + 1}: this is no JSON.", wrong);
        }
    }
}
