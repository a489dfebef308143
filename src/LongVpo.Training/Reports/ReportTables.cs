using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using LongVpo.Training.Evaluation;
using LongVpo.Training.Evaluation.Hierarchy;
using LongVpo.Training.Preferences.Pairs;
using LongVpo.Training.Preferences.Stage1;

namespace LongVpo.Training.Reports;

/// <summary>Tells what is told file by file: heat maps, blanks, captions of captions, yields, costs. A kind that no arm has is named as not measured.</summary>
/// <param name="files">What was found.</param>
internal sealed class ReportTables(ImmutableArray<RunFile> files)
{
    public void TellNeedles(HtmlText body)
    {
        foreach (var (file, report) in Told(body, "Needle maps", RunFileKind.Needle, EvaluationJson.Readable.NeedleReport))
        {
            body.Small(NameOf(file));
            body.Drawing(HeatMap.Draw(report));
        }
    }

    public void TellBlanks(HtmlText body)
    {
        var found = Told(body, "Blanks around the same frames", RunFileKind.Blank, EvaluationJson.Readable.BlankReport);
        if (found.Count == 0) return;
        body.Table(
            ["arm", "placement", "without blanks", "frames", "right", "lost to blanks", "worst place", "ends over middle"],
            found.SelectMany(one => one.Document.Placements.SelectMany(placement => placement.Lengths.Select(length => (IReadOnlyList<string>)
            [
                NameOf(one.File), placement.Placement, HtmlText.Percent(placement.Unpadded.Accuracy), Number(length.Frames), $"{HtmlText.Percent(length.Accuracy)} ({HtmlText.Percent(length.Ci[0])}-{HtmlText.Percent(length.Ci[1])})",
                $"{HtmlText.Points(length.Gap)} ({HtmlText.Points(length.GapCi[0])} to {HtmlText.Points(length.GapCi[1])})", HtmlText.Percent(placement.WorstPlace.Accuracy),
                placement is { Bend: { } bend, BendCi: { } ci } ? string.Create(CultureInfo.InvariantCulture, $"{bend:0.00} ({ci[0]:0.00} to {ci[1]:0.00})") : "not fitted",
            ]))));
    }

    public void TellHierarchies(HtmlText body)
    {
        var found = Told(body, "Errors in captions of captions", RunFileKind.Hierarchy, EvaluationJson.Readable.HierarchyReport);
        if (found.Count == 0) return;
        body.Table(
            ["arm", "captioner", "errors made", "level", "statements", "false", "interval"],
            found.SelectMany(one => one.Document.Rows.Select(row => (IReadOnlyList<string>)
                [NameOf(one.File), one.Document.Model, HtmlText.Percent(row.Errors), Number(row.Level), Number(row.Statements), HtmlText.Percent(row.False), $"{HtmlText.Percent(row.Ci[0])} to {HtmlText.Percent(row.Ci[1])}"])));
    }

    public void TellYields(HtmlText body)
    {
        foreach (var (file, report) in Told(body, "Yields of pairs", RunFileKind.Yields, PairDocuments.Readable.Stage1Report))
        {
            body.Small($"{NameOf(file)}: {report.Pairs} pairs of {report.Attempts} attempts ({HtmlText.Percent(report.Yield)} %)");
            body.Table(["filter", "came to it", "stopped", "let through"], report.Filters.Select(static filter => (IReadOnlyList<string>)[filter.Filter, Number(filter.Entered), Number(filter.Rejected), HtmlText.Percent(filter.Yield)]));
        }

        var truths = files.Where(static file => file.Kind == RunFileKind.Truth).ToList();
        body.Heading("Pairs against the script");
        if (truths.Count == 0)
        {
            body.Paragraph("Not measured.");
            return;
        }

        // Stage 1 and Stage 2 are held against the script in some ways that the other has not.
        string[] shares = ["preferred_right", "dispreferred_wrong", "unfounded", "twins", "vague", "cited_right", "told_by_words"];
        body.Table(
            ["arm", "pairs", .. shares.Select(static name => name.Replace('_', ' '))],
            truths.Select(file => (IReadOnlyList<string>)[NameOf(file), Text(file.Last, "pairs") ?? string.Empty, .. shares.Select(name => file.Last.TryGetProperty(name, out var share) && share.TryGetDouble(out var known) ? HtmlText.Percent(known) : string.Empty)]));
    }

    /// <summary>Costs from the last line of each run's log, with loss and accuracy as they stood then.</summary>
    public void TellCosts(HtmlText body)
    {
        body.Heading("Costs of training");
        var logs = files.Where(static file => file.Kind is RunFileKind.Log or RunFileKind.Training).ToList();
        if (logs.Count == 0)
        {
            body.Paragraph("Not measured.");
            return;
        }

        body.Table(
            ["arm", "file", "steps", "minutes", "loss", "pairs told apart", "seed", "program"],
            logs.Select(static file => (IReadOnlyList<string>)
            [
                NameOf(file), file.Path, Text(file.Last, "step") ?? Text(file.Last, "steps") ?? string.Empty, Minutes(file.Last), Text(file.Last, "loss") ?? Text(file.Last, "metrics", "loss") ?? string.Empty,
                Text(file.Last, "metrics", "accuracy") ?? string.Empty, Text(file.Last, "seed") ?? string.Empty, Text(file.Last, "program") ?? string.Empty,
            ]));
    }

    private List<(RunFile File, T Document)> Told<T>(HtmlText body, string heading, RunFileKind kind, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        body.Heading(heading);
        List<(RunFile File, T Document)> found = [.. files.Where(file => file.Kind == kind).Select(file => (file, file.Last.Deserialize(type)!))];
        if (found.Count == 0) body.Paragraph("Not measured.");
        return found;
    }

    private static string NameOf(RunFile file) => file.Seed.Length == 0 ? file.Arm.Id : $"{file.Arm.Id}, seed {file.Seed}";

    private static string Minutes(JsonElement line) => line.TryGetProperty("seconds", out var seconds) && seconds.TryGetDouble(out var known) ? string.Create(CultureInfo.InvariantCulture, $"{known / 60:0.0}") : string.Empty;

    private static string? Text(JsonElement line, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (line.ValueKind != JsonValueKind.Object || !line.TryGetProperty(name, out line)) return null;
        }

        return line.ValueKind == JsonValueKind.Number && line.TryGetDouble(out var number) ? string.Create(CultureInfo.InvariantCulture, $"{number:0.####}") : line.ToString();
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
