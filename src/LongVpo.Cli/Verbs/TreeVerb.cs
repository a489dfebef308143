using System.CommandLine;
using LongVpo.Cli.Terminal;
using LongVpo.Node;
using LongVpo.Node.Contract;

namespace LongVpo.Cli.Verbs;

/// <summary>Shows what a video consists of: chapters, scenes and segments with their captions.</summary>
internal sealed class TreeVerb : IVerb
{
    public Command Build(CommonOptions common)
    {
        var video = new Argument<string>("FILE-or-ID") { Description = "A remembered video: its file or its id." };
        var depth = new Option<TreeDepth>("--depth") { Description = "Print down to chapters, scenes or segments.", DefaultValueFactory = _ => TreeDepth.Segments };
        var command = new Command("tree", "Print a video's chapters, scenes and segments.") { video, depth };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            common.Settings(parsed), parsed.GetRequiredValue(video), parsed.GetValue(depth), parsed.GetValue(common.Json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(NodeSettings settings, string video, TreeDepth depth, bool json, CancellationToken cancellationToken)
    {
        await using var node = await LocalNode.OpenReaderAsync(settings, cancellationToken);
        var tree = await node.TreeAsync(await node.ResolveAsync(video, cancellationToken), cancellationToken);
        if (json) JsonLines.Write(tree, ContractJson.Readable.TreeDocument);
        else TreeText.Write(tree, depth);
        return ExitCode.Found;
    }
}
