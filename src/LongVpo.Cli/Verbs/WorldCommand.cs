using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using LongVpo.Cli.Terminal;
using LongVpo.Node;
using LongVpo.Training.Evaluation;
using LongVpo.Training.Preferences.Pairs;
using LongVpo.Training.Reports;
using LongVpo.Training.World;

namespace LongVpo.Cli.Verbs;

/// <summary>Judges a model by questions about scripted worlds, told by length, family and depth.</summary>
internal static class WorldCommand
{
    public static Command Build(CommonOptions common)
    {
        var plan = new WorldPlan();
        var judge = new JudgeOptions(plan.Lengths, plan.Questions, "length");
        var families = new Option<string>("--families") { Description = "Kinds of questions: A1 to A4 need one scene, M1 to M6 several, C is a caption.", HelpName = "A1,M1,...", DefaultValueFactory = _ => string.Join(',', plan.Families) };
        var perWorld = new Option<int>("--per-world") { Description = "Most questions about one world; its frames are read once for all of them.", HelpName = "N", DefaultValueFactory = _ => plan.PerWorld };
        var heldOut = new Option<bool>("--held-out") { Description = "Ask about actors that training never showed, where one scene answers." };
        var against = new Option<string?>("--against") { Description = "Another model that is asked the same; the differences are told with their intervals.", HelpName = "MODEL" };
        var each = new Option<FileInfo?>("--answers") { Description = "File to write a line per question into, by which longvpo report compares arms question by question.", HelpName = "FILE" };
        var command = new Command("world", "Ask a model questions about scripted worlds of several lengths, with four choices each, with the footage and without.");
        judge.AddTo(command);
        foreach (var option in (Option[])[families, perWorld, heldOut, against, each]) command.Options.Add(option);
        common.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            judge, parsed,
            new WorldPlan
            {
                Seeds = judge.Seeds(parsed), Lengths = judge.Lengths(parsed), Questions = judge.Questions(parsed), Families = Named(parsed.GetRequiredValue(families)),
                PerWorld = parsed.GetValue(perWorld), HeldOut = parsed.GetValue(heldOut),
            },
            parsed.GetValue(against), parsed.GetValue(each)?.FullName, parsed.GetValue(common.Json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(JudgeOptions judge, ParseResult parsed, WorldPlan plan, string? against, string? each, bool json, CancellationToken cancellationToken)
    {
        var evaluation = new WorldEvaluation(plan);
        var positions = judge.Positions(parsed);
        using var scorer = judge.Open(parsed);
        using var other = against is null ? null : judge.Open(parsed, against);
        var began = TimeProvider.System.GetTimestamp();
        var answers = await Ask(evaluation, scorer, cancellationToken);
        var report = WorldReport.Of(scorer.Name, plan.Seeds, positions, answers, TimeProvider.System.GetElapsedTime(began));
        if (other is not null) report = report with { Differences = WorldReport.Compare(answers, await Ask(evaluation, other, cancellationToken)) };
        if (each is not null) WholeFile.Write(each, answers.Select(static answer => JsonSerializer.Serialize(AnswerLine.Of(answer), ReportJson.Default.AnswerLine)));
        if (json) JsonLines.Write(report, EvaluationJson.Readable.WorldReport);
        else Write(report, against);
        return answers.IsEmpty ? ExitCode.NothingFound : ExitCode.Found;
    }

    private static async Task<ImmutableArray<JudgedQuestion>> Ask(WorldEvaluation evaluation, IAnswerScorer scorer, CancellationToken cancellationToken)
    {
        using var bar = new QuestionBar($"eval world {scorer.Name}");
        return await JudgeOptions.RunAsync(() => evaluation.Run(scorer, bar, cancellationToken), cancellationToken);
    }

    private static void Write(WorldReport report, string? against)
    {
        Console.Out.WriteLine($"{report.Model}  seeds {report.Seeds}  positions {report.Positions}");
        Console.Out.WriteLine("frames  questions  right             one scene  several  blind  word by word");
        foreach (var length in report.Lengths)
            Line($"{length.Frames,6}  {length.Questions,9}  {Share(length.Accuracy, length.Ci)}  {Percent(length.Retrieval),9}  {Percent(length.MultiSegment),7}  {Percent(length.Blind),5}  {Percent(length.Greedy),12}");
        foreach (var (family, share) in report.Families) Line($"{family,6}  {share.Questions,9}  {Share(share.Accuracy, share.Ci)}");
        foreach (var (depth, share) in report.Depths) Line($"depth {depth}  {share.Questions,5}  {Share(share.Accuracy, share.Ci)}");
        foreach (var length in report.Differences) Line($"{length.Frames,6} frames: {length.Difference * 100:+0.0;-0.0} points better than {against} ({length.Ci[0] * 100:+0.0;-0.0} to {length.Ci[1] * 100:+0.0;-0.0})");
        Line($"chance {report.Chance * 100:0} %  {report.QuestionsPerSecond:0.0} questions/s");
    }

    private static string Share(double share, ImmutableArray<double> ci) => string.Create(CultureInfo.InvariantCulture, $"{share * 100,5:0.0} ({ci[0] * 100,4:0.0}-{ci[1] * 100,5:0.0})");

    private static string Percent(double? share) => share is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known * 100:0.0}") : "-";

    private static void Line(FormattableString line) => Console.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture).TrimEnd());

    private static ImmutableArray<QuestionFamily> Named(string text)
    {
        var families = ImmutableArray.CreateBuilder<QuestionFamily>();
        foreach (var word in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Enum.TryParse<QuestionFamily>(word, ignoreCase: true, out var family) || !Enum.IsDefined(family) || char.IsDigit(word[0]))
                throw new SettingsException($"There is no family '{word}': say some of {string.Join(", ", Enum.GetNames<QuestionFamily>())}.");
            if (!families.Contains(family)) families.Add(family);
        }

        return families.ToImmutable();
    }
}
