using System.CommandLine;
using System.Text.Json;
using LongVpo.Cli.Terminal;
using LongVpo.Node;
using LongVpo.Node.Contract;
using LongVpo.Node.Http;
using LongVpo.Node.Http.Security;

namespace LongVpo.Cli.Verbs;

/// <summary>Hosts many videos over HTTP until it is told to end, and makes the keys that callers need.</summary>
internal sealed class ServeVerb : IVerb
{
    private const string Name = "serve";

    /// <summary>Longer than every limit that the options allow for ending in order.</summary>
    public static TimeSpan TerminationLimit { get; } = TimeSpan.FromMinutes(3);

    public static bool IsServing(ParseResult parsed) => parsed.CommandResult.Command.Name == Name;

    public Command Build(CommonOptions common)
    {
        var urls = new Option<string>("--urls") { Description = "Addresses to listen on, separated by semicolons; port 0 takes a free one.", HelpName = "URL", DefaultValueFactory = _ => new HttpSettings().Urls };
        var keys = new Option<FileInfo?>("--api-keys") { Description = "File of API keys, one name:sha256 per line; needed beyond loopback. Made by: longvpo serve key NAME --api-keys FILE.", HelpName = "FILE" };
        var local = new Option<bool>("--allow-local") { Description = "Let requests name files of this machine and addresses of its own network." };
        var command = new Command(Name, "Host many videos over HTTP: add sources, follow them, ask questions.") { urls, keys, local, common.Model, common.Speech };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            common.Settings(parsed),
            new HttpSettings { Urls = parsed.GetRequiredValue(urls), ApiKeys = parsed.GetValue(keys)?.FullName, AllowLocal = parsed.GetValue(local) },
            parsed.GetValue(common.Json), cancellationToken));
        command.Subcommands.Add(BuildKey(common));
        return command;
    }

    private static Command BuildKey(CommonOptions common)
    {
        var name = new Argument<string>("NAME") { Description = "Who the key is for." };
        var file = new Option<FileInfo>("--api-keys") { Description = "File to add the key's hash to; made when it is missing.", HelpName = "FILE", Required = true };
        var command = new Command("key", "Make an API key: it is printed once, and only its hash is kept.") { name, file };
        command.Options.Add(common.Json);
        command.SetAction(parsed =>
        {
            var key = ApiKeyFile.Add(parsed.GetRequiredValue(file).FullName, parsed.GetRequiredValue(name));
            Console.Out.WriteLine(parsed.GetValue(common.Json) ? JsonSerializer.Serialize(new KeyDocument(parsed.GetRequiredValue(name), key), ContractJson.Readable.KeyDocument) : key);
            return ExitCode.Found;
        });
        return command;
    }

    private static async Task<int> RunAsync(NodeSettings settings, HttpSettings http, bool json, CancellationToken cancellationToken)
    {
        await using var node = await LocalNode.OpenWriterAsync(settings with { Warnings = true }, cancellationToken);
        await using var service = await HttpService.StartAsync(node, http, node.Clips, cancellationToken);
        var resumed = await node.Videos.ResumeWatchesAsync(cancellationToken);
        if (json) JsonLines.Write(new ListeningDocument(service.Urls[0], settings.Store, resumed.Count), ContractJson.Readable.ListeningDocument);
        else Console.Out.WriteLine($"Listening on {string.Join(" and ", service.Urls)}, remembering in {settings.Store}{(resumed.Count > 0 ? $", watching {resumed.Count} again" : string.Empty)}.");
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await service.StopAsync(CancellationToken.None);
        return ExitCode.Found;
    }
}
