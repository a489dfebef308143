using System.CommandLine;
using System.Text.Json;
using LongVpo.Cli.Terminal;
using LongVpo.Node;
using LongVpo.Node.Feedback;
using LongVpo.Training.Preferences.Operation;
using LongVpo.Training.Preferences.Pairs;

namespace LongVpo.Cli.Verbs;

/// <summary>Makes pairs of what people said about answers.</summary>
internal static class FeedbackPairsCommand
{
    public static Command Build(CommonOptions common)
    {
        var into = new Option<FileInfo>("--out") { Description = "File of pairs to write; made anew each time, so that what was taken back is gone from it.", HelpName = "FILE", Required = true };
        var licence = new Option<string?>("--licence") { Description = "Under what terms the footage of the store may be used.", HelpName = "NAME" };
        var held = new Option<FileInfo?>("--held") { Description = "File with a source per line that evaluations use, which must not be trained on.", HelpName = "FILE" };
        var notBy = new Option<string[]>("--not-by") { Description = "Giver of feedback to leave out (the name of an API key or an address); may be given several times.", HelpName = "NAME", AllowMultipleArgumentsPerToken = true };
        var command = new Command("feedback", "Make pairs of what was said about answers: right against wrong ones to the same question, corrections, and contradictions that the product found itself.") { into, licence, held, notBy };
        common.AddTo(command);
        command.SetAction((parsed, cancellationToken) => PrefsVerb.Guarded(async () =>
        {
            var path = parsed.GetRequiredValue(into).FullName;
            var settings = new FeedbackPairSettings
            {
                Licence = parsed.GetValue(licence), Held = parsed.GetValue(held) is { } list ? [.. File.ReadLines(list.FullName).Select(line => line.Trim()).Where(line => line.Length > 0)] : [],
                NotBy = [.. parsed.GetValue(notBy) ?? []], Withdrawn = Withdrawal.Of(path),
            };
            var (pairs, report) = new FeedbackPairs(settings).Make(await FeedbackReader.ReadAsync(common.Settings(parsed), cancellationToken));
            PairReader.Write(path, pairs);
            WholeFile.Write(path + ".report.json", [JsonSerializer.Serialize(report, PairDocuments.Readable.FeedbackPairReport)]);
            if (parsed.GetValue(common.Json)) JsonLines.Write(report, PairDocuments.Readable.FeedbackPairReport);
            else Write(report, path);
            return report.Pairs > 0 ? ExitCode.Found : ExitCode.NothingFound;
        }));
        return command;
    }

    private static void Write(FeedbackPairReport report, string path)
    {
        Console.Out.WriteLine($"{report.Pairs} pairs of what was said about {report.Answers} answers are in {path}.");
        foreach (var (origin, count) in report.ByOrigin) Console.Out.WriteLine($"{count,6}  {origin}");
        foreach (var (reason, count) in report.Rejects) Console.Out.WriteLine($"{count,6}  left out: {reason.Replace('_', ' ')}");
    }
}
