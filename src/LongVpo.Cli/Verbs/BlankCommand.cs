using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using LongVpo.Cli.Terminal;
using LongVpo.Training.Evaluation;

namespace LongVpo.Cli.Verbs;

/// <summary>Judges what blanks around the same frames cost a model, which tells length and place from content.</summary>
internal static class BlankCommand
{
    private const string Mean = "mean";
    private const string Black = "black";

    public static Command Build(CommonOptions common)
    {
        var plan = new BlankPlan();
        var judge = new JudgeOptions(plan.Lengths, plan.Questions, "length and placement");
        var blank = new Option<string>("--blank") { Description = "What a blank is: mean (the grey that networks take for nothing) or black.", HelpName = "mean|black", DefaultValueFactory = _ => Mean };
        blank.AcceptOnlyFromAmong(Mean, Black);
        var command = new Command("blank", "Ask the same questions about the same frames with more and more blanks around them, in a row and in a square.");
        judge.AddTo(command);
        command.Options.Add(blank);
        common.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            judge, parsed,
            new BlankPlan { Seeds = judge.Seeds(parsed), Lengths = judge.Lengths(parsed), Questions = judge.Questions(parsed), Level = parsed.GetValue(blank) == Black ? (byte)0 : BlankPlan.MeanLevel },
            parsed.GetValue(common.Json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(JudgeOptions judge, ParseResult parsed, BlankPlan plan, bool json, CancellationToken cancellationToken)
    {
        var positions = judge.Positions(parsed);
        using var scorer = judge.Open(parsed);
        BlankReport report;
        using (var bar = new QuestionBar($"eval blank {scorer.Name}"))
            report = await JudgeOptions.RunAsync(() => new BlankEvaluation(plan, TimeProvider.System).Run(scorer, positions, bar, cancellationToken), cancellationToken);
        if (json) JsonLines.Write(report, EvaluationJson.Readable.BlankReport);
        else Write(report);
        return report.Placements.IsEmpty ? ExitCode.NothingFound : ExitCode.Found;
    }

    private static void Write(BlankReport report)
    {
        Console.Out.WriteLine($"{report.Model}  seeds {report.Seeds}  positions {report.Positions}");
        foreach (var placement in report.Placements)
        {
            Line($"{placement.Placement}: {placement.RealFrames} real frames, alone {Share(placement.Unpadded.Accuracy, placement.Unpadded.Ci)}, blind {placement.Blind.Accuracy * 100:0.0}");
            foreach (var length in placement.Lengths) Line($"{length.Frames,6} frames  {length.Questions,5}  {Share(length.Accuracy, length.Ci)}  gap {length.Gap * 100:0.0} ({length.GapCi[0] * 100:0.0} to {length.GapCi[1] * 100:0.0})");
            foreach (var place in placement.Places) Line($"depth {place.From:0.0}-{place.To:0.0}  {place.Questions,5}  {Share(place.Accuracy, place.Ci)}{(place == placement.WorstPlace ? "  worst" : string.Empty)}");
            if (placement is { Bend: { } bend, BendCi: { } ci }) Line($"bend over depth {bend:0.00} ({ci[0]:0.00} to {ci[1]:0.00}); above 0 means lost in the middle");
        }

        Line($"chance {report.Chance * 100:0} %  {report.QuestionsPerSecond:0.0} questions/s");
    }

    private static string Share(double share, ImmutableArray<double> ci) => string.Create(CultureInfo.InvariantCulture, $"{share * 100,5:0.0} ({ci[0] * 100:0.0}-{ci[1] * 100:0.0})");

    private static void Line(FormattableString line) => Console.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
