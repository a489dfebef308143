using System.CommandLine;
using System.Globalization;
using LongVpo.Cli.Terminal;
using LongVpo.Core.Ports;
using LongVpo.Core.Time;
using LongVpo.Node;
using LongVpo.Node.Contract;

namespace LongVpo.Cli.Verbs;

/// <summary>Watches files to their end and remembers them; a run that was broken off goes on where it stopped.</summary>
internal sealed class AnalyzeVerb : IVerb
{
    public Command Build(CommonOptions common)
    {
        var files = new Argument<string[]>("FILE") { Description = "Video or audio files.", Arity = ArgumentArity.OneOrMore };
        var again = new Option<bool>("--again") { Description = "Forget what is remembered of these files and watch them anew." };
        var command = new Command("analyze", "Watch files, cut them into shots and segments, read and measure them, and remember it all.") { files, again, common.Model, common.Speech };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(common.Settings(parsed), parsed.GetRequiredValue(files), parsed.GetValue(again), parsed.GetValue(common.Json), cancellationToken));
        return command;
    }

    /// <summary>A file that cannot be analysed costs its own sentence and the exit code, never the other files.</summary>
    private static async Task<int> RunAsync(NodeSettings settings, string[] files, bool again, bool json, CancellationToken cancellationToken)
    {
        await using var node = await LocalNode.OpenWriterAsync(settings, cancellationToken);
        var exit = ExitCode.Found;
        foreach (var file in files)
        {
            try
            {
                var done = await OneAsync(node, file, again, json, cancellationToken);
                if (done.Message is null) continue;
                Console.Error.WriteLine($"longvpo: {done.Message}");
                exit = ExitCode.Error;
            }
            catch (SourceException failure)
            {
                Complaints.Write(failure.Message, file, json);
                exit = ExitCode.Error;
            }
        }

        return exit;
    }

    public static async Task<AnalysisDocument> OneAsync(LocalNode node, string file, bool again, bool json, CancellationToken cancellationToken)
    {
        AnalysisDocument done;
        if (json)
        {
            done = await node.AnalyzeAsync(file, again, JsonLines.Progress(), cancellationToken);
            JsonLines.Write(done, ContractJson.Readable.AnalysisDocument);
            return done;
        }

        using (var bar = new ProgressBar(Path.GetFileName(file))) done = await node.AnalyzeAsync(file, again, bar, cancellationToken);
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{file}: {TimeText.OfSeconds(done.Duration)} in {done.Segments} segments, {done.FramesDecoded} frames ({done.CorruptFrames} damaged), {done.Seconds:0.0} s. Video {done.Video}"));
        return done;
    }
}
