using System.Collections.Immutable;
using System.Text.Json;
using System.Xml.Linq;
using LongVpo.Training.Evaluation;
using LongVpo.Training.Reports;
using LongVpo.Training.Tests.Evaluation;
using LongVpo.Training.World;

namespace LongVpo.Training.Tests.Reports;

/// <summary>A report tells every arm that is there, names every arm that is not, and compares only what was asked alike.</summary>
public sealed class ReportTests
{
    private static readonly WorldPlan Plan = new() { Seeds = new SeedSpan(300_000, 300_040), Lengths = [8, 40], Questions = 24, Families = [QuestionFamily.A1, QuestionFamily.A2, QuestionFamily.M1] };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Arms_are_told_with_curves_maps_and_differences_and_missing_ones_are_named()
    {
        using var temp = new TempFolder();
        Judge(temp, "B0/world.json", new GuessingScorer(1));
        Judge(temp, "S1/seed1/world.json", new ScriptedScorer());
        Judge(temp, "S1/seed2/world.json", new ScriptedScorer());
        Write(temp, "S1/seed1/needle.json", JsonSerializer.Serialize(new NeedleReport("script", "300000-300040", "none", 0.25, [new NeedleCell(16, 0, 4, 1, [0.5, 1], 1)], null, 9), EvaluationJson.Readable.NeedleReport));
        Write(temp, "S1/seed1/log.jsonl", """{"step":1,"steps":2,"seconds":30,"metrics":{"loss":0.7,"accuracy":0.5}}""" + "\n" + """{"step":2,"steps":2,"seconds":90,"metrics":{"loss":0.25,"accuracy":0.75}}""" + "\n");

        var (html, files, differences) = Tell(temp);

        Assert.Equal(8, files.Length);
        var retrieval = differences.Single(one => one is { Arm: "S1", Against: "B0", What: Comparisons.Retrieval, Frames: 40 });
        Assert.Equal((1.0, 2), (retrieval.Share, retrieval.BySeed.Length));
        Assert.InRange(retrieval.Ci[0], 0.2, retrieval.Difference);
        Assert.Contains("Missing: B1 (", html, StringComparison.Ordinal);
        Assert.Contains("<td>not measured</td>", html, StringComparison.Ordinal);
        Assert.Contains("Needle map of script", html, StringComparison.Ordinal);
        Assert.Contains("<td class=\"n\">1.5</td>", html, StringComparison.Ordinal);
        Assert.Contains("<td class=\"n\">0.25</td>", html, StringComparison.Ordinal);
        foreach (var svg in Drawings(html)) Assert.NotNull(XDocument.Parse(svg).Root);
        Assert.Equal(4, Drawings(html).Count);
    }

    [Fact]
    public void What_was_not_asked_alike_is_not_compared_and_what_is_no_result_is_named()
    {
        using var temp = new TempFolder();
        Judge(temp, "B0/world.json", new GuessingScorer(1));
        Judge(temp, "S1/world.json", new GuessingScorer(2), Plan with { Questions = 16 });
        Write(temp, "S1/notes.json", "{ half");
        Write(temp, "S1/old.json", """{"lengths":[{"frames":"many"}],"families":{},"depths":{}}""");
        Write(temp, "elsewhere/world.json", "{}");
        Write(temp, "S1/recipe.json", """{"seed":1}""");

        var problems = new List<string>();
        var (files, unread) = RunFolderReader.Read(temp.Path, Stop);
        var differences = Comparisons.Of(files, problems.Add);

        Assert.Empty(differences);
        Assert.Contains("were not asked the same", Assert.Single(problems), StringComparison.Ordinal);
        Assert.Equal(3, unread.Length);
        Assert.Contains(unread, sentence => sentence.StartsWith("elsewhere/world.json is in no arm's folder", StringComparison.Ordinal));
        Assert.Contains(unread, sentence => sentence.StartsWith("S1/notes.json cannot be read", StringComparison.Ordinal));
        Assert.Contains(unread, sentence => sentence.StartsWith("S1/old.json cannot be read", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_that_a_file_says_becomes_markup()
    {
        using var temp = new TempFolder();
        var report = WorldReport.Of("<script>alert(1)</script>", Plan.Seeds, PositionStretch.Named("none", 24), new WorldEvaluation(Plan).Run(new GuessingScorer(3), null, Stop), TimeSpan.FromSeconds(1));
        Write(temp, "S1/<b>&.json", JsonSerializer.Serialize(report, EvaluationJson.Readable.WorldReport));

        var (html, _, _) = Tell(temp, "<i>");

        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.Contains("<h1>&lt;i&gt;</h1>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("S1+S2", "S1+S2")]
    [InlineData("s1_s2", "S1+S2")]
    [InlineData("S1-S2o", "S1+S2o")]
    [InlineData("TPO10-0", "TPO10:0")]
    [InlineData("b0", "B0")]
    public void An_arm_is_known_by_its_folder(string folder, string arm) => Assert.Equal(arm, ArmList.Find(folder)?.Id);

    [Fact]
    public void A_gate_that_was_not_measured_is_neither_met_nor_missed()
    {
        Assert.All(Gates.Of([]), gate => Assert.Null(gate.Met));
        ImmutableArray<ArmDifference> found = [new("S1", "B0", Comparisons.Retrieval, 128, 200, 0.8, 0.3, [0.2, 0.4], [0.3]), new("S1", "B0", Comparisons.Retrieval, 256, 200, 0.5, 0.1, [0, 0.2], [0.1])];

        Assert.Equal([true, false, null, null, null], Gates.Of(found).Select(gate => gate.Met));
    }

    private static (string Html, ImmutableArray<RunFile> Files, ImmutableArray<ArmDifference> Differences) Tell(TempFolder temp, string title = "Report")
    {
        var (files, problems) = RunFolderReader.Read(temp.Path, Stop);
        var differences = Comparisons.Of(files, _ => { });
        return (new ReportPage(files, problems, differences).Write(title, "0.1.0+abc", DateTimeOffset.UnixEpoch), files, differences);
    }

    private static void Judge(TempFolder temp, string name, IAnswerScorer scorer, WorldPlan? plan = null)
    {
        var answers = new WorldEvaluation(plan ?? Plan).Run(scorer, null, Stop);
        Write(temp, name, JsonSerializer.Serialize(WorldReport.Of(scorer.Name, Plan.Seeds, PositionStretch.Named("none", 24), answers, TimeSpan.FromSeconds(1)), EvaluationJson.Readable.WorldReport));
        Write(temp, name + "l", string.Join('\n', answers.Select(answer => JsonSerializer.Serialize(AnswerLine.Of(answer), ReportJson.Default.AnswerLine))));
    }

    private static void Write(TempFolder temp, string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(temp.File(name))!);
        File.WriteAllText(temp.File(name), text);
    }

    private static List<string> Drawings(string html) => [.. html.Split("<svg").Skip(1).Select(rest => "<svg" + rest[..(rest.IndexOf("</svg>", StringComparison.Ordinal) + 6)])];
}
