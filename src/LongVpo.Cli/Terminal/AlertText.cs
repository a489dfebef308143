using System.Globalization;
using System.Text.Json;
using LongVpo.Core.Time;

namespace LongVpo.Cli.Terminal;

/// <summary>Prints what a node says of alerts and pinned questions for a person: one line each.</summary>
internal static class AlertText
{
    public static void WriteOne(JsonElement one)
    {
        var parts = new List<string> { Text(one, "id")! };
        if (Text(one, "name") is { } name) parts.Add(name);
        if (Text(one, "question") is { } question) parts.Add($"\"{question}\"");
        if (one.TryGetProperty("condition", out var condition) && condition.ValueKind == JsonValueKind.Object) parts.Add($"when {WordsOf(condition)}");
        var sources = one.GetProperty("sources").EnumerateArray().Select(source => source.GetString()).ToList();
        parts.Add(sources.Count == 0 ? "all videos" : string.Join(", ", sources));
        if (Text(one, "webhook") is { } webhook) parts.Add($"tells {webhook}");
        Console.Out.WriteLine(string.Join("  ", parts));
    }

    public static void WriteNotice(JsonElement notice)
    {
        var what = Text(notice, "notice");
        var time = what == "answer" ? $"seen until {Time(notice, "as_of")}" : $"{Time(notice, "start")}-{Time(notice, "end")}";
        Console.Out.WriteLine($"{what,-7}{time}  {Text(notice, "source")}  {Text(notice, "text")?.ReplaceLineEndings(" / ")}".TrimEnd());
    }

    /// <returns>Whether there would have been any episode.</returns>
    public static bool WriteBacktest(JsonElement result)
    {
        foreach (var notice in result.GetProperty("notices").EnumerateArray()) WriteNotice(notice);
        var episodes = result.GetProperty("episodes").GetInt32();
        var all = result.GetProperty("complete").GetBoolean() ? string.Empty : " There is more footage than a back-test looks at (option standing.backtestSegmentsMost).";
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{episodes} {(episodes == 1 ? "episode" : "episodes")} in what is remembered; nothing was kept or sent.{all}"));
        return episodes > 0;
    }

    private static string WordsOf(JsonElement condition) => Text(condition, "kind") switch
    {
        "text_contains" => $"the words contain \"{Text(condition, "text")}\"",
        "count" => $"at least {Number(condition, "count")} within {Number(condition, "withinSeconds")} s",
        "level" => $"{Text(condition, "measure")}{(Number(condition, "above") is { } above ? $" from {above} up" : Number(condition, "below") is { } below ? $" from {below} down" : string.Empty)}",
        "not_found" => "not answered",
        _ => "answered",
    };

    private static string? Text(JsonElement from, string name) => from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Number(JsonElement from, string name) => from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetRawText() : null;

    private static string Time(JsonElement from, string name) => from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? TimeText.OfSeconds(value.GetDouble()) : "?";
}
