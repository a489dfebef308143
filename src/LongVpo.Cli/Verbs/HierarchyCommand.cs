using System.CommandLine;
using System.Globalization;
using LongVpo.Cli.Terminal;
using LongVpo.Node;
using LongVpo.Training.Evaluation;
using LongVpo.Training.Evaluation.Hierarchy;

namespace LongVpo.Cli.Verbs;

/// <summary>Judges how errors in captions of clips spread to captions of captions.</summary>
internal static class HierarchyCommand
{
    private const string Script = "script:";

    public static Command Build(CommonOptions common)
    {
        var plan = new HierarchyPlan();
        var judge = new JudgeOptions([plan.Frames], plan.Episodes, "rate of errors, each an episode");
        var errors = new Option<string>("--errors") { Description = "Percent of statements about clips that are made false.", HelpName = "N,N,...", DefaultValueFactory = _ => string.Join(',', plan.Errors.Select(static rate => (rate * 100).ToString("0.##", CultureInfo.InvariantCulture))) };
        var command = new Command("hierarchy", "Caption the clips of episodes (--model script: takes true captions), make a share of it false, and count false statements at every level of captions of captions.");
        judge.AddTo(command);
        command.Options.Add(errors);
        common.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            judge, parsed,
            new HierarchyPlan
            {
                Seeds = judge.Seeds(parsed), Frames = judge.Lengths(parsed) is [var frames] ? frames : throw new SettingsException("Episodes of a judgement are of one length: give one with --lengths."),
                Episodes = judge.Questions(parsed), Errors = [.. parsed.GetRequiredValue(errors).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Rate)],
            },
            parsed.GetValue(common.Json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(JudgeOptions judge, ParseResult parsed, HierarchyPlan plan, bool json, CancellationToken cancellationToken)
    {
        using var scorer = string.Equals(judge.Model(parsed), Script, StringComparison.OrdinalIgnoreCase) ? null : judge.Open(parsed);
        var captioner = scorer is null ? new ScriptCaptioner() : scorer as IClipCaptioner ?? throw new SettingsException($"{scorer.Name} writes no captions.");
        HierarchyReport report;
        using (var bar = new QuestionBar("eval hierarchy"))
            report = await JudgeOptions.RunAsync(() => new HierarchyEvaluation(plan).Run(scorer?.Name ?? Script, captioner, bar, cancellationToken), cancellationToken);
        if (json) JsonLines.Write(report, EvaluationJson.Readable.HierarchyReport);
        else Write(report);
        return report.Rows.IsEmpty ? ExitCode.NothingFound : ExitCode.Found;
    }

    private static void Write(HierarchyReport report)
    {
        Console.Out.WriteLine($"{report.Model}  seeds {report.Seeds}  {report.Frames} frames; false statements in percent");
        foreach (var rate in report.Rows.GroupBy(static row => row.Errors))
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"errors {rate.Key * 100,3:0}   ") + string.Join("   ", rate.Select(static row => string.Create(CultureInfo.InvariantCulture, $"level {row.Level}: {row.False * 100:0.0} ({row.Ci[0] * 100:0.0}-{row.Ci[1] * 100:0.0})"))));
    }

    private static double Rate(string word) => double.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
        ? percent / 100 : throw new SettingsException($"'{word}' is no rate of errors: write percents with commas between them, such as 0,10,40.");
}
