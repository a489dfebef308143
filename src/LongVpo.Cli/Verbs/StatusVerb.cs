using System.CommandLine;
using LongVpo.Cli.Terminal;
using LongVpo.Node;
using LongVpo.Node.Contract;

namespace LongVpo.Cli.Verbs;

/// <summary>Shows how each video is doing, also while another process watches.</summary>
internal sealed class StatusVerb : IVerb
{
    public Command Build(CommonOptions common)
    {
        var command = new Command("status", "Show what is being done about each video: phase, lag, rate, drops, restarts and gaps.");
        command.SetAction((parsed, cancellationToken) => RunAsync(common.Settings(parsed), parsed.GetValue(common.Json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(NodeSettings settings, bool json, CancellationToken cancellationToken)
    {
        var status = await LocalNode.StatusAsync(settings, cancellationToken);
        if (json) JsonLines.Write(status, ContractJson.Readable.StatusDocument);
        else StatusText.Write(status);
        return status.Videos.Count > 0 ? ExitCode.Found : ExitCode.NothingFound;
    }
}
