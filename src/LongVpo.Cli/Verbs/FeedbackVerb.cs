using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using LongVpo.Cli.Terminal;
using LongVpo.Node;

namespace LongVpo.Cli.Verbs;

/// <summary>Says whether an answer was right, so that models can be taught by it.</summary>
internal sealed class FeedbackVerb : IVerb
{
    public Command Build(CommonOptions common)
    {
        var answer = new Argument<string>("ANSWER") { Description = "The answer's id, as ask --keep and POST /v1/questions tell it." };
        var up = new Option<bool>("--up") { Description = "It is right." };
        var down = new Option<bool>("--down") { Description = "It is wrong." };
        var correct = new Option<string?>("--correct") { Description = "It is wrong, and this is right.", HelpName = "TEXT" };
        var segments = new Option<string[]>("--segments") { Description = "Where it is to be seen: s00012, or SOURCE/s00012 where several sources were asked.", HelpName = "ID", AllowMultipleArgumentsPerToken = true };
        var takeBack = new Option<bool>("--take-back") { Description = "Take back what you said about it." };
        var again = new Option<bool>("--again") { Description = "Ask the same again over the footage that was seen then, and note whether that contradicts the answer." };
        var node = new Option<string?>("--node") { Description = "A serving node; the one that serves the store, or none, when left out. A node that wants a key gets that of LONGVPO_API_KEY.", HelpName = "URL" };
        var command = new Command("feedback", "Say whether an answer was right, or show what was said about it when nothing else is given.") { answer, up, down, correct, segments, takeBack, again, node, common.Model };
        command.SetAction((parsed, cancellationToken) =>
        {
            var said = new Said(parsed.GetValue(up), parsed.GetValue(down), parsed.GetValue(correct), parsed.GetValue(segments) ?? [], parsed.GetValue(takeBack), parsed.GetValue(again));
            return RunAsync(common.Settings(parsed), parsed.GetValue(node), parsed.GetRequiredValue(answer), said, parsed.GetValue(common.Json), cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(NodeSettings settings, string? url, string answer, Said said, bool json, CancellationToken cancellationToken)
    {
        said.Check();
        await using var client = await NodeClient.OpenAsync(settings, url, cancellationToken);
        var path = $"/v1/answers/{Uri.EscapeDataString(answer)}";
        var (method, place, body) = said switch
        {
            { TakeBack: true } => (HttpMethod.Delete, $"{path}/feedback", null),
            { Again: true } => (HttpMethod.Post, $"{path}/again", null),
            { Verdict: null } => (HttpMethod.Get, path, null),
            _ => (HttpMethod.Post, $"{path}/feedback", said.Body()),
        };
        var told = await client.SendAsync(method, place, body, cancellationToken);
        if (json) Console.Out.WriteLine(told is { } document ? JsonNode.Parse(document.GetRawText())?.ToJsonString() : new JsonObject { ["answer"] = answer, ["taken_back"] = true }.ToJsonString());
        else Console.Out.WriteLine(told is { } words ? FeedbackText.Of(words) : $"Nothing is said about {answer} by you any more.");
        return said.Again && told is { } now && now.GetProperty("contradicted").GetInt32() == 0 ? ExitCode.NothingFound : ExitCode.Found;
    }

    // What the words of the command line come to.
    private sealed record Said(bool Up, bool Down, string? Correct, string[] Segments, bool TakeBack, bool Again)
    {
        public string? Verdict => Up ? "up" : Down ? "down" : Correct is not null ? "correct" : Segments.Length > 0 ? "located" : null;

        public void Check()
        {
            if ((Up ? 1 : 0) + (Down ? 1 : 0) + (Correct is null ? 0 : 1) > 1) throw new SettingsException("An answer is either right (--up), wrong (--down) or corrected (--correct TEXT): give one of them.");
            if ((TakeBack || Again) && (Verdict is not null || (TakeBack && Again))) throw new SettingsException("--take-back and --again stand alone: leave the others out.");
        }

        public JsonObject Body()
        {
            var body = new JsonObject { ["verdict"] = Verdict };
            if (Correct is not null) body["text"] = Correct;
            if (Segments.Length > 0) body["segments"] = new JsonArray([.. Segments.Select(segment => (JsonNode?)JsonValue.Create(segment))]);
            return body;
        }
    }
}
