using System.CommandLine;
using LongVpo.Cli.Terminal;
using LongVpo.Core.Time;
using LongVpo.Node;
using LongVpo.Node.Contract;

namespace LongVpo.Cli.Verbs;

/// <summary>Lists the videos that are remembered.</summary>
internal sealed class ListVerb : IVerb
{
    public Command Build(CommonOptions common)
    {
        var command = new Command("list", "List the remembered videos.");
        command.SetAction((parsed, cancellationToken) => RunAsync(common.Settings(parsed), parsed.GetValue(common.Json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(NodeSettings settings, bool json, CancellationToken cancellationToken)
    {
        await using var node = await LocalNode.OpenReaderAsync(settings, cancellationToken);
        var list = await node.ListAsync(cancellationToken);
        if (json) JsonLines.Write(list, ContractJson.Readable.ListDocument);
        else
            foreach (var video in list.Videos)
                Console.Out.WriteLine($"{video.Video}  {TimeText.OfSeconds(video.Duration),9}  {video.Segments,5} segments  {(video.Finished ? "whole " : "partly")}  {video.Path}");
        return list.Videos.Count > 0 ? ExitCode.Found : ExitCode.NothingFound;
    }
}
