using System.Text.Json;
using System.Text.RegularExpressions;

namespace LongVpo.System.Tests;

/// <summary>Reads what is known about a real clip, in the layout of the shared folder's truth files.</summary>
internal sealed partial class FootageTruth(JsonElement root)
{
    public double FrameTime => root.GetProperty("media").GetProperty("video").GetProperty("median_frame_time").GetDouble();

    public IReadOnlyList<double> Cuts => [.. root.GetProperty("cuts").EnumerateArray().Select(c => c.GetProperty("time").GetDouble())];

    public IReadOnlyList<(double Start, double End)> Gradual => [.. root.GetProperty("gradual_transitions").EnumerateArray().Select(Range)];

    public IReadOnlyList<double> Traps => [.. root.GetProperty("not_cuts").EnumerateArray().Select(c => c.GetProperty("time").GetDouble())];

    /// <summary>Listed texts as words, without the lister's remarks in brackets and outside quotation marks.</summary>
    public IReadOnlyList<(double Start, double End, string[] Words)> Texts =>
        [.. root.GetProperty("on_screen_text").EnumerateArray().Select(t => (Range(t).Start, Range(t).End, Words(t.GetProperty("text").GetString()!)))];

    public IReadOnlyList<(double Start, double End, string Text)> Captions => root.TryGetProperty("captions", out var captions)
        ? [.. captions.EnumerateArray().Select(c => (Range(c).Start, Range(c).End, c.GetProperty("text").GetString()!))]
        : [];

    public IReadOnlyList<(string Kind, string Question, IReadOnlyList<(double Start, double End)> Ranges)> Questions =>
        [.. root.GetProperty("questions").EnumerateArray().Select(q => (
            q.GetProperty("kind").GetString()!, q.GetProperty("question").GetString()!,
            (IReadOnlyList<(double, double)>)[.. q.GetProperty("ranges").EnumerateArray().Select(r => (r[0].GetDouble(), r[1].GetDouble()))]))];

    public static FootageTruth Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        return new FootageTruth(document.RootElement.Clone());
    }

    public static string[] Words(string text)
    {
        // A long description with a quotation in it: only the quotation is text on screen.
        var quotation = text.LastIndexOf(": \"", StringComparison.Ordinal);
        var plain = Remarks().Replace(quotation >= 0 && text.Length > 120 ? text[quotation..] : text, " ");
        return [.. Word().Matches(plain).Select(m => m.Value.ToUpperInvariant())];
    }

    private static (double Start, double End) Range(JsonElement part) => (part.GetProperty("start").GetDouble(), part.GetProperty("end").GetDouble());

    [GeneratedRegex(@"\((?:from|added|painted|cut off)[^)]*\)")]
    private static partial Regex Remarks();

    [GeneratedRegex(@"[\p{L}\p{N}][\p{L}\p{N}'.@-]*[\p{L}\p{N}]|[\p{L}\p{N}]")]
    private static partial Regex Word();
}
