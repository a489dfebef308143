using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LongVpo.Cli.Terminal;
using LongVpo.Node;

namespace LongVpo.Cli.Verbs;

/// <summary>Pins questions and arms alerts from a terminal, tries them on what is remembered first, and shows what they told.</summary>
internal sealed class AlertVerb : IVerb
{
    private const string Alerts = "/v1/alerts";
    private const string Pinned = "/v1/standing-questions";

    private readonly Option<string?> _node = new("--node") { Description = "A serving node; the one that serves the store, or none, when left out. A node that wants a key gets that of LONGVPO_API_KEY.", HelpName = "URL" };

    public Command Build(CommonOptions common)
    {
        var command = new Command("alert", "Pin questions and arm alerts: footage is asked about as it is sealed, and whoever is to know is told.");
        command.Subcommands.Add(Described(common, "arm", "Arm an alert: episodes are told from now on.", Alerts, ShowAdded));
        command.Subcommands.Add(Described(common, "backtest", "Try an alert on what is remembered; nothing is kept or sent.", $"{Alerts}/backtest", AlertText.WriteBacktest));
        command.Subcommands.Add(Described(common, "pin", "Pin a question: its answer is told whenever it changes.", Pinned, ShowAdded));
        command.Subcommands.Add(Action(common, new Command("list", "List alerts and pinned questions."), (client, _, json, cancellationToken) => ListAsync(client, json, cancellationToken)));
        var id = new Argument<string>("ID") { Description = "An alert or a pinned question." };
        command.Subcommands.Add(Action(common, new Command("told", "Show what one of them told, oldest first.") { id },
            (client, parsed, json, cancellationToken) => ToldAsync(client, parsed.GetRequiredValue(id), json, cancellationToken)));
        command.Subcommands.Add(Action(common, new Command("remove", "Remove one with everything it told.") { id }, async (client, parsed, _, cancellationToken) =>
        {
            await client.SendAsync(HttpMethod.Delete, PathOf(parsed.GetRequiredValue(id)), null, cancellationToken);
            return ExitCode.Found;
        }));
        return command;
    }

    private Command Described(CommonOptions common, string name, string description, string path, Func<JsonElement, bool> show)
    {
        var words = new AlertWords(alert: path != Pinned);
        var command = new Command(name, description);
        words.AddTo(command);
        return Action(common, command, async (client, parsed, json, cancellationToken) =>
        {
            var settings = common.Settings(parsed);
            var body = await words.BodyAsync(parsed, (fileOrId, token) => IdAsync(settings, fileOrId, token), cancellationToken);
            var answer = await client.SendAsync(HttpMethod.Post, path, body, cancellationToken) ?? default;
            if (json) Write(answer);
            return (json ? path == Alerts || path == Pinned || answer.GetProperty("episodes").GetInt32() > 0 : show(answer)) ? ExitCode.Found : ExitCode.NothingFound;
        });
    }

    private Command Action(CommonOptions common, Command command, Func<NodeClient, ParseResult, bool, CancellationToken, Task<int>> run)
    {
        command.Options.Add(_node);
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var client = await NodeClient.OpenAsync(common.Settings(parsed), parsed.GetValue(_node), cancellationToken);
            return await run(client, parsed, parsed.GetValue(common.Json), cancellationToken);
        });
        return command;
    }

    private static async Task<int> ListAsync(NodeClient client, bool json, CancellationToken cancellationToken)
    {
        var found = 0;
        foreach (var path in (string[])[Alerts, Pinned])
        {
            var answer = await client.SendAsync(HttpMethod.Get, path, null, cancellationToken) ?? default;
            foreach (var one in answer.GetProperty("standing").EnumerateArray())
            {
                found++;
                if (json) Write(one);
                else AlertText.WriteOne(one);
            }
        }

        return found > 0 ? ExitCode.Found : ExitCode.NothingFound;
    }

    private static async Task<int> ToldAsync(NodeClient client, string id, bool json, CancellationToken cancellationToken)
    {
        var (found, after) = (0, 0L);
        while (true)
        {
            var page = await client.SendAsync(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"{PathOf(id)}/notices?after={after}"), null, cancellationToken) ?? default;
            foreach (var notice in page.GetProperty("notices").EnumerateArray())
            {
                found++;
                if (json) Write(notice);
                else AlertText.WriteNotice(notice);
            }

            if (!page.TryGetProperty("next", out var next) || next.ValueKind != JsonValueKind.Number) return found > 0 ? ExitCode.Found : ExitCode.NothingFound;
            after = next.GetInt64();
        }
    }

    // Ids say what they name by their first letter.
    private static string PathOf(string id) => $"{(id.StartsWith('q') ? Pinned : Alerts)}/{Uri.EscapeDataString(id)}";

    private static async Task<string> IdAsync(NodeSettings settings, string fileOrId, CancellationToken cancellationToken)
    {
        if (!File.Exists(fileOrId)) return fileOrId;
        await using var node = await LocalNode.OpenReaderAsync(settings, cancellationToken);
        return (await node.ResolveAsync(fileOrId, cancellationToken)).Value;
    }

    private static bool ShowAdded(JsonElement added)
    {
        AlertText.WriteOne(added);
        return true;
    }

    // The node's answer is laid out for people; a line of JSON is for programs.
    private static void Write(JsonElement answer) => Console.Out.WriteLine(JsonNode.Parse(answer.GetRawText())?.ToJsonString());
}
