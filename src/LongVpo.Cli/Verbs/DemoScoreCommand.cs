using System.CommandLine;
using System.Globalization;
using LongVpo.Cli.Demo;
using LongVpo.Cli.Terminal;
using LongVpo.Node;
using LongVpo.Training.Evaluation;
using LongVpo.Training.Evaluation.Quiz;
using LongVpo.Training.World;
using LongVpo.Training.World.Film;

namespace LongVpo.Cli.Verbs;

/// <summary>Asks the demo's questions of many films that nobody has seen, without waiting for their clocks, and tells how all of them came out.</summary>
internal static class DemoScoreCommand
{
    private const int FilmsUsually = 10;

    public static Command Build(CommonOptions common)
    {
        var first = SeedRanges.Of(WorldSplit.Test).From;
        var seeds = new Option<string>("--seeds") { Description = "Seeds of the films.", HelpName = "FROM-TO", DefaultValueFactory = _ => new SeedSpan(first, first + FilmsUsually - 1).ToString() };
        var seconds = new Option<double>("--seconds") { Description = "Length of each film.", HelpName = "N", DefaultValueFactory = _ => 180 };
        var each = new Option<int>("--each") { Description = "Ask so many questions of every kind instead of the demo's six.", HelpName = "N", DefaultValueFactory = _ => 0 };
        var damage = new Option<string>("--damage") { Description = "What of the pictures is made worse, as longvpo world render takes it.", HelpName = "DIALS", DefaultValueFactory = _ => string.Empty };
        var command = new Command("demo-score", "Watch many scripted films as fast as they decode, ask about each what the demo asks, and tell how many answers are right.") { seeds, seconds, each, damage, common.Model };
        common.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            if (!SeedSpan.TryParse(parsed.GetRequiredValue(seeds), out var span, out var wrong)) throw new SettingsException(wrong);
            var settings = common.Settings(parsed);
            return RunAsync(
                settings with { Model = settings.Model ?? "tiny:" }, parsed.GetResult(common.Store) is { Implicit: false }, span,
                film => parsed.GetValue(each) is > 0 and var many ? FilmChoice.Sentence(() => FilmQuestions.All(film, many).ToList()) : FilmQuiz.Of(film),
                parsed.GetRequiredValue(seconds), FilmChoice.Sentence(() => Damage.Parse(parsed.GetValue(damage) ?? string.Empty)), parsed.GetValue(common.Json), cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        NodeSettings settings, bool keeps, SeedSpan seeds, Func<FilmScript, IEnumerable<FilmQuestion>> questions, double seconds, Damage damage, bool json, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("longvpo-score-");
        try
        {
            var films = new List<QuizFilm>();
            await using (var node = await LocalNode.OpenWriterAsync(keeps ? settings : settings with { Store = Path.Combine(folder.FullName, "store") }, cancellationToken))
            {
                using var bar = new CountBar("eval demo-score");
                for (var seed = seeds.From; seed <= seeds.To; seed++)
                {
                    var film = FilmChoice.Sentence(() => FilmScript.Write(seed, seconds));
                    films.Add(await OneAsync(node, film, questions(film), Path.Combine(folder.FullName, $"{seed}.mp4"), damage, cancellationToken));
                    if (json) JsonLines.Write(films[^1], QuizJson.Default.QuizFilm);
                    else Write(films[^1]);
                    bar.Report(films.Count, seeds.To - seeds.From + 1);
                }
            }

            var report = QuizReport.Of(settings.Model!, films);
            if (json) JsonLines.Write(report, QuizJson.Default.QuizReport);
            else Write(report);
            return report.Accuracy is null ? ExitCode.NothingFound : ExitCode.Found;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<QuizFilm> OneAsync(LocalNode node, FilmScript film, IEnumerable<FilmQuestion> questions, string file, Damage damage, CancellationToken cancellationToken)
    {
        await new FilmWatch(film).RenderAsync(file, damage, null, cancellationToken);
        var began = TimeProvider.System.GetTimestamp();
        await node.AnalyzeAsync(file, again: true, new Unheard(), cancellationToken);
        var video = await node.ResolveAsync(file, cancellationToken);
        var segments = (await node.TreeAsync(video, cancellationToken)).Segments;
        var answers = new List<QuizAnswer>();
        foreach (var question in questions) answers.Add((await FilmWatch.AskAsync(node, video, question, cancellationToken)).Judged);
        File.Delete(file);
        return new QuizFilm(film.Seed, segments.Count, segments.Count(SilenceCommand.IsDescribed), [.. answers], Math.Round(TimeProvider.System.GetElapsedTime(began).TotalSeconds, 1));
    }

    private static void Write(QuizFilm film)
    {
        var wrong = string.Join("  ", film.Answers.Where(static answer => !answer.Right).Select(static answer => $"{answer.Family}: {answer.Answer.TrimEnd('.')} ({answer.Wanted})"));
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{film.Seed}  {film.Right} of {film.Answers.Length}  {film.Described}/{film.Segments} segments described  {film.Seconds:0.0} s  {wrong}").TrimEnd());
    }

    private static void Write(QuizReport report)
    {
        Console.Out.WriteLine($"{report.Model}: {report.Films} films");
        for (var right = 0; right < report.Distribution.Length; right++)
            if (report.Distribution[right] > 0) Console.Out.WriteLine($"{right,4} right  {new string('#', report.Distribution[right])} {report.Distribution[right]}");
        foreach (var (family, accuracy) in report.Families) Console.Out.WriteLine($"  {family,-10} {Words(accuracy)}");
        if (report.Accuracy is { } all) Console.Out.WriteLine($"  {"all",-10} {Words(all)}");
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"evidence of right answers: precision {report.Precision:P0}, recall {report.Recall:P0}; silent on {report.Silent:P1} of the segments"));
    }

    private static string Words(Accuracy accuracy) =>
        string.Create(CultureInfo.InvariantCulture, $"{accuracy.Share * 100,5:0.0} % of {accuracy.Questions} ({accuracy.Low * 100:0.0}-{accuracy.High * 100:0.0})");

    private sealed class Unheard : IProgress<Node.Contract.ProgressDocument>
    {
        public void Report(Node.Contract.ProgressDocument value)
        {
        }
    }
}
