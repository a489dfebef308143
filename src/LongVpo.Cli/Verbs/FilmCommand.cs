using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using LongVpo.Cli.Films;
using LongVpo.Cli.Terminal;
using LongVpo.Node;
using LongVpo.Training.Evaluation;
using LongVpo.Training.Evaluation.Films;
using LongVpo.Training.World.Film;

namespace LongVpo.Cli.Verbs;

/// <summary>Judges the program's own answers about scripted films: what they say, what they cite, and whether they rest on that.</summary>
internal static class FilmCommand
{
    private const string Oracle = "oracle";
    private const string Observed = "observed";

    public static Command Build(CommonOptions common)
    {
        var plan = new FilmPlan();
        var seeds = new Option<string>("--seeds") { Description = "Seeds of the films, one film each; 300000-309999 are kept for tests, 200000-201999 for validation.", HelpName = "FROM-TO", DefaultValueFactory = _ => plan.Seeds.ToString() };
        var minutes = new Option<double>("--minutes") { Description = "Length of a film at least.", HelpName = "M", DefaultValueFactory = _ => plan.Minutes };
        var each = new Option<int>("--each") { Description = "Questions of each kind about a film, at most.", HelpName = "N", DefaultValueFactory = _ => plan.Each };
        var captions = new Option<string>("--captions") { Description = "Whose captions are read: oracle (the script's), observed (none), or a model's as in analyze --model.", HelpName = "oracle|observed|MODEL", DefaultValueFactory = _ => Oracle };
        var watched = new Option<bool>("--watched") { Description = "With oracle: render and watch the film, and caption the segments that come of it, instead of taking the script's scenes as segments." };
        var answers = new Option<FileInfo?>("--answers") { Description = "Write every question with its answer there, a JSON object per line.", HelpName = "FILE" };
        var command = new Command("film", "Ask the program itself about scripted films, and hold its answers and citations against the scripts; what it cites is then taken away and asked again.")
        {
            seeds, minutes, each, captions, watched, answers,
        };
        common.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new FilmPlan
            {
                Seeds = SeedSpan.TryParse(parsed.GetRequiredValue(seeds), out var span, out var wrong) ? span : throw new SettingsException(wrong),
                Minutes = parsed.GetValue(minutes), Each = parsed.GetValue(each),
            },
            common.Settings(parsed), parsed.GetRequiredValue(captions), parsed.GetValue(watched), parsed.GetValue(answers)?.FullName, parsed.GetValue(common.Json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(FilmPlan plan, NodeSettings settings, string captions, bool watched, string? answers, bool json, CancellationToken cancellationToken)
    {
        var isOracle = string.Equals(captions, Oracle, StringComparison.OrdinalIgnoreCase);
        var model = isOracle || string.Equals(captions, Observed, StringComparison.OrdinalIgnoreCase) ? null : captions;
        if (plan.Problem() is { } problem) throw new SettingsException(problem);
        var folder = Directory.CreateTempSubdirectory("longvpo-film");
        try
        {
            // The films have a memory of their own: nobody wants to find them in their own afterwards.
            await using var node = await LocalNode.OpenWriterAsync(settings with { Store = Path.Combine(folder.FullName, "store"), Model = model }, cancellationToken);
            NodeViewer viewer = isOracle && !watched ? new ScriptViewer(node) : new FileViewer(node, folder.FullName, isOracle, isOracle ? "script: captions of the program's own segments" : model ?? "observed:");
            await using var written = answers is null ? null : new StreamWriter(answers);
            FilmReport report;
            using (var bar = new QuestionBar($"eval film {captions}"))
                report = await new FilmEvaluation(plan).RunAsync(viewer, bar, written is null ? null : (question, answer, judged) => written.WriteLine(Line(question, answer.Text, judged)), cancellationToken);
            if (json) JsonLines.Write(report, EvaluationJson.Readable.FilmReport);
            else Write(report);
            return report.All is null ? ExitCode.NothingFound : ExitCode.Found;
        }
        catch (FilmException failure)
        {
            throw new SettingsException(failure.Message, failure);
        }
        catch (OperationCanceledException stopped)
        {
            throw new SettingsException("Stopped before the end: a judgement is told when every film was watched, and begins anew; with fewer --seeds it is over sooner.", stopped);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Line(FilmQuestion question, string answer, JudgedFilmAnswer judged) => JsonSerializer.Serialize(
        new FilmAnswerDocument(judged.Seed, judged.Family, question.Text, answer, question.Answer, judged.Right, judged.Found, judged.Cited, judged.CitedRight, judged.Evidence, judged.EvidenceCited, judged.Removed, judged.Changed),
        EvaluationJson.Readable.FilmAnswerDocument);

    private static void Write(FilmReport report)
    {
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Captions}  seeds {report.Seeds}  {report.Films} films of {report.Minutes:0.##} min"));
        Console.Out.WriteLine("kind        questions  right              wrong  cited rightly  evidence cited  changes without");
        foreach (var (family, row) in report.Families) Row(family, row);
        if (report.All is { } all) Row("all", all);
    }

    private static void Row(string name, FilmRow row) => Console.Out.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{name,-10}  {row.Right.Questions,9}  {Share(row.Right)}  {row.Wrong * 100,5:0.0}  {Percent(row.Precision),13}  {Percent(row.Recall),14}  {Percent(row.Changed),15}"));

    private static string Share(ShareDocument share) => string.Create(CultureInfo.InvariantCulture, $"{share.Accuracy * 100,5:0.0} ({share.Ci[0] * 100,5:0.0}-{share.Ci[1] * 100,5:0.0})");

    private static string Percent(ShareDocument? share) => share is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{share.Accuracy * 100:0.0}");
}
