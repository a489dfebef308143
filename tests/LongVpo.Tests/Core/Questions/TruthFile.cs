using System.Globalization;
using System.Text.Json;
using LongVpo.Core.Observations;
using LongVpo.Core.Segments;

namespace LongVpo.Tests.Core.Questions;

/// <summary>Reads the ground truth of a real clip and plays a perfect observer from it, so that question answering is measured apart from reading text.</summary>
public sealed class TruthFile
{
    private readonly JsonElement _root;

    public TruthFile(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        _root = document.RootElement.Clone();
    }

    public sealed record Asked(string Question, string Answer, string Kind, IReadOnlyList<(double From, double To)> Ranges);

    public IReadOnlyList<Asked> Questions => [.. _root.GetProperty("questions").EnumerateArray().Select(q => new Asked(
        q.GetProperty("question").GetString()!,
        q.GetProperty("answer").GetString()!,
        q.GetProperty("kind").GetString()!,
        [.. q.GetProperty("ranges").EnumerateArray().Select(r => (r[0].GetDouble(), r[1].GetDouble()))]))];

    public IReadOnlyList<Segment> Segments()
    {
        var video = _root.GetProperty("media").GetProperty("video");
        var start = video.GetProperty("start_time").GetDouble();
        var end = video.GetProperty("last_pts").GetDouble() + 0.04;
        var script = new Script(start, end);
        foreach (var cut in _root.GetProperty("cuts").EnumerateArray()) script.Cut(cut.GetProperty("time").GetDouble());
        foreach (var change in _root.GetProperty("gradual_transitions").EnumerateArray())
        {
            var kind = change.GetProperty("type").GetString()!.StartsWith("fade", StringComparison.Ordinal) ? Opening.Fade : Opening.Dissolve;
            var at = change.GetProperty("start").GetDouble();
            if (change.GetProperty("type").GetString() is not ("fade_in" or "fade_out")) script.Cut(at, kind);
        }

        foreach (var text in _root.GetProperty("on_screen_text").EnumerateArray()) Lines(script, text, end);
        if (_root.TryGetProperty("captions", out var captions))
            foreach (var line in captions.EnumerateArray()) script.Says(Seconds(line, "start"), Seconds(line, "end"), line.GetProperty("text").GetString()!);
        script.Measure(ObservationKind.Motion, start, end, "moderate", 0.4);
        return script.Build();
    }

    // A slash separates the lines of one picture; remarks in brackets are the describer's own. Readers of text err, here in one letter of some lines.
    private static void Lines(Script script, JsonElement text, double end)
    {
        var top = 0.3;
        var parts = text.GetProperty("text").GetString()!.Split(" / ");
        foreach (var part in parts)
        {
            var words = System.Text.RegularExpressions.Regex.Replace(part, @"\([^)]*\)", "").Trim();
            if (words.Length == 0) continue;
            script.Screen(Seconds(text, "start"), Math.Min(end, Seconds(text, "end")), Misread(words), new Box(0.1, top, 0.6, part.Any(char.IsLower) ? 0.04 : 0.06));
            top += 0.07;
        }
    }

    private static string Misread(string words)
    {
        var letter = words.Length % 3 == 0 ? words.LastIndexOf('l') : -1;
        return letter < 0 ? words : string.Concat(words.AsSpan(0, letter), "1", words.AsSpan(letter + 1));
    }

    private static double Seconds(JsonElement element, string name) => double.Parse(element.GetProperty(name).GetRawText(), CultureInfo.InvariantCulture);
}
