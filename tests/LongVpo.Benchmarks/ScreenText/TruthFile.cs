using System.Text.Json;

namespace LongVpo.Benchmarks.ScreenText;

/// <summary>What is known of a clip from its truth file, as far as screen text is concerned.</summary>
internal sealed record TruthFile(string Video, int Width, int Height, IReadOnlyList<double> Cuts, IReadOnlyList<ListedText> Texts, IReadOnlyList<ListedText> Questions)
{
    public static TruthFile Read(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        var root = json.RootElement;
        var media = root.GetProperty("media").GetProperty("video");
        var texts = root.GetProperty("on_screen_text").EnumerateArray()
            .Select(t => new ListedText(Quoted(t.GetProperty("text").GetString()!), t.GetProperty("start").GetDouble(), t.GetProperty("end").GetDouble())).ToList();
        var questions = root.GetProperty("questions").EnumerateArray()
            .Where(q => q.GetProperty("kind").GetString() == "ocr")
            .SelectMany(q => q.GetProperty("ranges").EnumerateArray().Select(r => new ListedText(q.GetProperty("answer").GetString()!, r[0].GetDouble(), r[1].GetDouble()))).ToList();
        var cuts = root.GetProperty("cuts").EnumerateArray().Select(TimeOf).ToList();
        var video = Path.Combine(Path.GetDirectoryName(path)!, root.GetProperty("file").GetString()!);
        return new TruthFile(video, media.GetProperty("width").GetInt32(), media.GetProperty("height").GetInt32(), cuts, texts, questions);
    }

    /// <summary>A description that quotes what is written counts with its quotes only.</summary>
    private static string Quoted(string text)
    {
        var (first, last) = (text.IndexOf(": \"", StringComparison.Ordinal), text.LastIndexOf('"'));
        return first >= 0 && last > first + 3 ? text[(first + 3)..last] : text;
    }

    private static double TimeOf(JsonElement cut) =>
        cut.ValueKind == JsonValueKind.Number ? cut.GetDouble() : cut.GetProperty("time").GetDouble();
}
