using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace LongVpo.Training.Evaluation.Benchmarks;

/// <summary>Reads subtitles as benchmarks have them: SubRip, or LongVideoBench's lists of lines.</summary>
public static partial class SubtitleReader
{
    /// <summary>The lines of a file in the order of time.</summary>
    /// <param name="path">The file.</param>
    /// <param name="start">Is subtracted from all times.</param>
    public static ImmutableArray<SubtitleLine> Read(string path, double start)
    {
        var lines = Path.GetExtension(path) == ".json" ? List(path) : SubRip(File.ReadAllText(path));
        return [.. lines.Select(line => line with { From = line.From - start, To = line.To - start }).Where(line => line.To > 0 && line.Text.Length > 0).OrderBy(line => line.From)];
    }

    /// <summary>Pieces of a prompt: how many frames, then what was said at the last of them. Lines that no frame shows are left out.</summary>
    /// <param name="lines">In the order of time.</param>
    /// <param name="frames">The frames' times.</param>
    public static IEnumerable<(int Frames, string Text)> Between(ImmutableArray<SubtitleLine> lines, IReadOnlyList<double> frames)
    {
        var (shown, next) = (lines.Where(line => line.IsSeen(frames)).OrderBy(line => line.Middle).ToList(), 0);
        for (var frame = 0; frame < frames.Count;)
        {
            var end = frame + 1;
            // A line stands behind the last frame that is not after its middle.
            while (end < frames.Count && (next >= shown.Count || shown[next].Middle >= frames[end])) end++;
            var said = new List<string>();
            for (; next < shown.Count && (end == frames.Count || shown[next].Middle < frames[end]); next++) said.Add(shown[next].Text);
            yield return (end - frame, string.Join('\n', said));
            frame = end;
        }
    }

    private static IEnumerable<SubtitleLine> SubRip(string text)
    {
        foreach (var block in text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var match = Times().Match(block);
            if (!match.Success) continue;
            var said = Tags().Replace(block[(match.Index + match.Length)..], string.Empty).Replace('\n', ' ').Trim();
            yield return new SubtitleLine(Seconds(match.Groups[1].Value), Seconds(match.Groups[2].Value), said);
        }
    }

    private static IEnumerable<SubtitleLine> List(string path)
    {
        foreach (var (place, record) in QuestionFiles.Records(path))
        {
            if (QuestionFiles.Member(record, "timestamp") is { ValueKind: System.Text.Json.JsonValueKind.Array } span && span.GetArrayLength() == 2 && span[0].TryGetDouble(out var from) && span[1].TryGetDouble(out var to))
                yield return new SubtitleLine(from, to, QuestionFiles.Text(record, "text", place));
            else if (QuestionFiles.OptionalText(record, "start") is { } start && QuestionFiles.OptionalText(record, "end") is { } end)
                yield return new SubtitleLine(Seconds(start), Seconds(end), QuestionFiles.OptionalText(record, "line") ?? QuestionFiles.Text(record, "text", place));
        }
    }

    private static double Seconds(string time) => time.Replace(',', '.').Split(':').Aggregate(0.0, (sum, part) => (60 * sum) + (double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0));

    [GeneratedRegex(@"(\d+:\d+:\d+[,.]\d+)\s*-->\s*(\d+:\d+:\d+[,.]\d+)[^\n]*\n?")]
    private static partial Regex Times();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}
