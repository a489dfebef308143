using System.CommandLine;
using LongVpo.Node;

namespace LongVpo.Cli.Verbs;

/// <summary>Removes a video from the memory, with everything that was derived from it.</summary>
internal sealed class ForgetVerb : IVerb
{
    public Command Build(CommonOptions common)
    {
        var video = new Argument<string>("FILE-or-ID") { Description = "A remembered video: its file or its id." };
        var command = new Command("forget", "Remove a video and everything derived from it; the file itself stays.") { video };
        command.SetAction((parsed, cancellationToken) => RunAsync(common.Settings(parsed), parsed.GetRequiredValue(video), parsed.GetValue(common.Json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(NodeSettings settings, string video, bool json, CancellationToken cancellationToken)
    {
        await using var node = await LocalNode.OpenWriterAsync(settings, cancellationToken);
        var id = await node.ResolveAsync(video, cancellationToken);
        var removed = await node.ForgetAsync(id, cancellationToken);
        Console.Out.WriteLine(json ? $$"""{"video":"{{id}}","forgotten":{{(removed ? "true" : "false")}}}""" : removed ? $"Forgot {id}." : $"Nothing was remembered of {id}.");
        return removed ? ExitCode.Found : ExitCode.NothingFound;
    }
}
