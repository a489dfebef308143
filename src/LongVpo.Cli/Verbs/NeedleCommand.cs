using System.CommandLine;
using System.Globalization;
using LongVpo.Cli.Terminal;
using LongVpo.Node;
using LongVpo.Training.Evaluation;

namespace LongVpo.Cli.Verbs;

/// <summary>Judges how well a model finds one odd scene in footage of several lengths, at several depths, and draws the map.</summary>
internal static class NeedleCommand
{
    public static Command Build(CommonOptions common)
    {
        var plan = new NeedlePlan();
        var judge = new JudgeOptions(plan.Lengths, plan.Questions, "cell of the map");
        var svg = new Option<FileInfo?>("--svg") { Description = "Write the map there as an image.", HelpName = "FILE" };
        var command = new Command("needle", "Hide one odd scene in footage of several lengths at several depths, and ask about it.");
        judge.AddTo(command);
        command.Options.Add(svg);
        common.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            judge, parsed, new NeedlePlan { Seeds = judge.Seeds(parsed), Lengths = judge.Lengths(parsed), Questions = judge.Questions(parsed) },
            parsed.GetValue(svg)?.FullName, parsed.GetValue(common.Json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(JudgeOptions judge, ParseResult parsed, NeedlePlan plan, string? svg, bool json, CancellationToken cancellationToken)
    {
        var positions = judge.Positions(parsed);
        using var scorer = judge.Open(parsed);
        NeedleReport report;
        using (var bar = new QuestionBar($"eval needle {scorer.Name}"))
            report = await JudgeOptions.RunAsync(() => new NeedleEvaluation(plan, TimeProvider.System).Run(scorer, positions, bar, cancellationToken), cancellationToken);
        if (svg is not null) await WriteMapAsync(svg, report, cancellationToken);
        if (json) JsonLines.Write(report, EvaluationJson.Readable.NeedleReport);
        else Write(report);
        return report.Cells.IsEmpty ? ExitCode.NothingFound : ExitCode.Found;
    }

    private static async Task WriteMapAsync(string path, NeedleReport report, CancellationToken cancellationToken)
    {
        try
        {
            await File.WriteAllTextAsync(path, HeatMap.Draw(report), cancellationToken);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"The map cannot be written to {path} ({refused.Message.TrimEnd('.')}): name another file.", refused);
        }
    }

    private static void Write(NeedleReport report)
    {
        int[] lengths = [.. report.Cells.Select(static cell => cell.Frames).Distinct().Order()];
        Console.Out.WriteLine($"{report.Model}  seeds {report.Seeds}  positions {report.Positions}");
        Console.Out.WriteLine("depth " + string.Concat(lengths.Select(static frames => $"{frames,7}")) + "  frames");
        foreach (var row in report.Cells.GroupBy(static cell => cell.Depth).OrderBy(static row => row.Key))
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row.Key,5:0.00} ") + string.Concat(row.OrderBy(static cell => cell.Frames).Select(static cell => string.Create(CultureInfo.InvariantCulture, $"{cell.Accuracy * 100,7:0.0}"))));
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"blind {report.Blind?.Accuracy * 100:0.0} %  chance {report.Chance * 100:0} %  {report.QuestionsPerSecond:0.0} questions/s"));
    }
}
