using System.CommandLine;
using System.Collections.Immutable;
using System.Reflection;
using LongVpo.Cli.Terminal;
using LongVpo.Node;
using LongVpo.Training.Preferences.Pairs;
using LongVpo.Training.Reports;

namespace LongVpo.Cli.Verbs;

/// <summary>Writes one page with everything that a folder of training runs and judgements holds.</summary>
internal sealed class ReportVerb : IVerb
{
    public Command Build(CommonOptions common)
    {
        var runs = new Option<DirectoryInfo>("--runs") { Description = $"Folder with a folder for each arm ({string.Join(", ", ArmList.All.Select(arm => arm.Id))}), below it files as the verbs write them, one folder per seed (seed1, seed2) where there are several.", HelpName = "DIR", Required = true };
        var into = new Option<FileInfo>("--out") { Description = "HTML file to write.", HelpName = "FILE", Required = true };
        var title = new Option<string>("--title") { Description = "What the page is called.", HelpName = "TEXT", DefaultValueFactory = _ => "Training report" };
        var command = new Command("report", "Write one HTML page of training runs and judgements: curves by length and depth, needle maps, yields, costs, and differences with intervals; arms that are missing are named.") { runs, into, title };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(
            parsed.GetRequiredValue(runs).FullName, parsed.GetRequiredValue(into).FullName, parsed.GetRequiredValue(title), parsed.GetValue(common.Json), cancellationToken)));
        return command;
    }

    private static int Run(string folder, string into, string title, bool json, CancellationToken cancellationToken)
    {
        try
        {
            var (files, unread) = RunFolderReader.Read(folder, cancellationToken);
            var problems = unread.ToBuilder();
            var differences = Comparisons.Of(files, problems.Add);
            var page = new ReportPage(files, problems.ToImmutable(), differences);
            var program = typeof(ReportVerb).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "of no version";
            WholeFile.Write(into, [page.Write(title, program, TimeProvider.System.GetUtcNow())]);
            var summary = new ReportSummary(into, [.. page.Arms.Select(arm => arm.Id)], [.. page.Missing.Select(arm => arm.Id)], files.Length, problems.ToImmutable(), differences);
            if (json) JsonLines.Write(summary, ReportJson.Default.ReportSummary);
            else Write(summary);
            return files.IsEmpty ? ExitCode.NothingFound : ExitCode.Found;
        }
        catch (Exception wrong) when (wrong is ArgumentException or IOException or UnauthorizedAccessException or System.Text.Json.JsonException)
        {
            throw new SettingsException($"{wrong.Message.TrimEnd('.')}.", wrong);
        }
    }

    private static void Write(ReportSummary summary)
    {
        Console.Out.WriteLine($"{summary.Files} results of {summary.Arms.Length} arms are told in {summary.File}.");
        if (summary.Missing.Length > 0) Console.Out.WriteLine($"Missing: {string.Join(", ", summary.Missing)}.");
        foreach (var problem in summary.Problems) Console.Out.WriteLine($"Not told: {problem}");
    }
}
