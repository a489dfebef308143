using System.CommandLine;
using System.Globalization;
using LongVpo.Cli.Terminal;
using LongVpo.Core.Ports;
using LongVpo.Node;
using LongVpo.Node.Contract;

namespace LongVpo.Cli.Verbs;

/// <summary>Counts the segments of footage that a model describes and those on which it keeps silent: a network that knows only its own world must not speak on any other.</summary>
internal static class SilenceCommand
{
    public static Command Build(CommonOptions common)
    {
        var files = new Argument<string[]>("FILE") { Description = "Footage, of the model's own kind or not.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("silence", "Watch footage and count the segments that a model describes, and those on which it keeps silent.") { files, common.Model };
        common.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var settings = common.Settings(parsed);
            return RunAsync(settings with { Model = settings.Model ?? "tiny:" }, parsed.GetRequiredValue(files), parsed.GetValue(common.Json), cancellationToken);
        });
        return command;
    }

    /// <summary>Whether a model's words stand there.</summary>
    public static bool IsDescribed(SegmentDocument segment) => segment.CaptionBy is { Problem: null };

    private static async Task<int> RunAsync(NodeSettings settings, string[] files, bool json, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("longvpo-silence-");
        try
        {
            var (described, all) = (0, 0);
            await using var node = await LocalNode.OpenWriterAsync(settings with { Store = folder.FullName }, cancellationToken);
            foreach (var file in files)
            {
                try
                {
                    using (var bar = new ProgressBar(Path.GetFileName(file))) await node.AnalyzeAsync(file, again: true, bar, cancellationToken);
                    var tree = await node.TreeAsync(await node.ResolveAsync(file, cancellationToken), cancellationToken);
                    var spoken = tree.Segments.Count(IsDescribed);
                    (described, all) = (described + spoken, all + tree.Segments.Count);
                    if (json) JsonLines.Write(new SilenceDocument(file, tree.Segments.Count, spoken), ContractJson.Readable.SilenceDocument);
                    else Console.Out.WriteLine($"{spoken,4} of {tree.Segments.Count,4} segments described  {file}");
                }
                catch (SourceException unusable)
                {
                    Complaints.Write(unusable.Message, file, json);
                }
            }

            if (!json) Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{described} of {all} segments described ({(all == 0 ? 0 : 100.0 * described / all):0.0} %)."));
            return all == 0 ? ExitCode.NothingFound : ExitCode.Found;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
