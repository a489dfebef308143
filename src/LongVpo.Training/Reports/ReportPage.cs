using System.Collections.Immutable;
using System.Text.Json;
using LongVpo.Training.Evaluation;

namespace LongVpo.Training.Reports;

/// <summary>Writes one HTML page of everything that was found in a folder of runs. Nothing outside it is needed to read it, and nothing in it is run.</summary>
/// <param name="files">What was found.</param>
/// <param name="problems">What could not be told.</param>
/// <param name="differences">Arms compared.</param>
public sealed class ReportPage(ImmutableArray<RunFile> files, ImmutableArray<string> problems, ImmutableArray<ArmDifference> differences)
{
    private const string Style = """
        body{font:15px/1.45 system-ui,sans-serif;margin:0 auto;max-width:1100px;padding:1rem;color:#1b1b1f;background:#fafafa}h1{font-size:1.4rem}h2{font-size:1.15rem;margin-top:2rem}h3{font-size:1rem;margin:1rem 0 .3rem}
        table{border-collapse:collapse;background:#fff;font-size:14px}th,td{border:1px solid #ddd;padding:.2rem .5rem;text-align:left}td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        th{background:#f0f0f2}.wide{overflow-x:auto}svg{max-width:100%;height:auto;background:#fff}.chart{font:12px system-ui,sans-serif;width:640px}.grid{stroke:#ddd}.chance{stroke:#888;stroke-dasharray:1 3}
        """;

    private readonly ImmutableArray<Arm> _arms = [.. ArmList.All.Where(arm => files.Any(file => file.Arm == arm))];

    /// <summary>Arms that something was found of.</summary>
    public ImmutableArray<Arm> Arms => _arms;

    /// <summary>Arms that nothing was found of.</summary>
    public ImmutableArray<Arm> Missing => [.. ArmList.All.Where(arm => !_arms.Contains(arm))];

    /// <summary>The page.</summary>
    /// <param name="title">What it is called.</param>
    /// <param name="program">Version and commit of the program that writes it.</param>
    /// <param name="at">When.</param>
    public string Write(string title, string program, DateTimeOffset at)
    {
        var body = new HtmlText();
        body.Paragraph(FormattableString.Invariant($"Written {at:yyyy-MM-dd HH:mm} UTC by longvpo {program} from {files.Length} results of {_arms.Length} arms. Shares are percent of right answers among four choices, intervals are 95 %."));
        if (Missing.Length > 0) body.Paragraph($"Missing: {string.Join("; ", Missing.Select(static arm => $"{arm.Id} ({arm.Name})"))}.");
        TellGates(body);
        TellArms(body);
        TellCurves(body);
        TellDifferences(body);
        var tables = new ReportTables(files);
        tables.TellNeedles(body);
        tables.TellBlanks(body);
        tables.TellHierarchies(body);
        tables.TellYields(body);
        tables.TellCosts(body);
        body.Heading("Files");
        body.List(files.Select(static file => $"{file.Path}: {file.Kind.ToString().ToLowerInvariant()}"));
        if (problems.Length > 0)
        {
            body.Heading("Not told");
            body.List(problems);
        }

        return $"""
            <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none';style-src 'unsafe-inline'">
            <title>{HtmlText.Escaped(title)}</title><style>{Style}</style><h1>{HtmlText.Escaped(title)}</h1>
            {body}</html>

            """;
    }

    private void TellGates(HtmlText body)
    {
        body.Heading("Criteria that were set before");
        body.Table(["gate", "wanted", "found", "met"], Gates.Of(differences).Select(static gate => (IReadOnlyList<string>)[gate.Name, gate.Wanted, gate.Found ?? "not measured", gate.Met switch { true => "yes", false => "no", null => "not measured" }]));
    }

    private void TellArms(HtmlText body)
    {
        body.Heading("Arms");
        body.Table(
            ["arm", "what was done", "what it isolates", "seeds", "judged models"],
            ArmList.All.Select(arm =>
            {
                var own = files.Where(file => file.Arm == arm).ToList();
                var seeds = own.Select(static file => file.Seed).Where(static seed => seed.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
                var models = own.Where(static file => file.Kind is RunFileKind.World or RunFileKind.Needle or RunFileKind.Blank).Select(static file => file.Last.TryGetProperty("model", out var model) ? model.GetString() : null).OfType<string>().Distinct(StringComparer.Ordinal);
                return (IReadOnlyList<string>)[arm.Id, arm.Name, arm.Shows, own.Count == 0 ? "missing" : seeds.Count == 0 ? "not told" : string.Join(", ", seeds), string.Join(", ", models)];
            }));
    }

    private void TellCurves(HtmlText body)
    {
        var figures = _arms.Select(arm => (arm.Id, Figures: new ArmFigures([.. files.Where(file => file.Arm == arm)]))).ToList();
        foreach (var (what, title) in new[] { (Comparisons.Retrieval, "By length, questions that one scene answers"), (Comparisons.Several, "By length, questions that several scenes answer") })
            Draw(body, title, "frames", [.. figures.Select(one => new ChartLine(one.Id, one.Figures.Lengths(what))).Where(static line => !line.Points.IsEmpty)], logarithmic: true);
        Draw(body, "By depth, questions that one scene answers", "where the scene stands, 0 at the beginning", [.. figures.Select(static one => new ChartLine(one.Id, one.Figures.Depths())).Where(static line => !line.Points.IsEmpty)], logarithmic: false);
    }

    private static void Draw(HtmlText body, string title, string axis, ImmutableArray<ChartLine> lines, bool logarithmic)
    {
        body.Heading(title);
        if (lines.IsEmpty)
        {
            body.Paragraph("Not measured.");
            return;
        }

        body.Drawing(LineChart.Draw(title, axis, lines, WorldReport.ChanceShare, logarithmic));
        double[] places = [.. lines.SelectMany(static line => line.Points).Select(static point => point.X).Distinct().Order()];
        body.Table(
            ["arm", .. places.Select(static place => FormattableString.Invariant($"{place:0.##}"))],
            lines.Select(line => (IReadOnlyList<string>)
            [
                line.Name, .. places.Select(place => line.Points.Where(point => point.X == place).Select(static point => $"{HtmlText.Percent(point.Y)} ({HtmlText.Percent(point.Low)}-{HtmlText.Percent(point.High)})").FirstOrDefault("")),
            ]));
    }

    private void TellDifferences(HtmlText body)
    {
        body.Heading("Differences, question by question");
        if (differences.IsEmpty)
        {
            body.Paragraph("Not measured: eval world --answers FILE writes what is compared here.");
            return;
        }

        body.Table(
            ["arm", "against", "questions", "frames", "asked", "share", "difference", "interval", "by seed"],
            differences.Select(static one => (IReadOnlyList<string>)
            [
                one.Arm, one.Against, one.What, FormattableString.Invariant($"{one.Frames}"), FormattableString.Invariant($"{one.Questions}"), HtmlText.Percent(one.Share), HtmlText.Points(one.Difference),
                $"{HtmlText.Points(one.Ci[0])} to {HtmlText.Points(one.Ci[1])}", string.Join(", ", one.BySeed.Select(HtmlText.Points)),
            ]));
    }
}
