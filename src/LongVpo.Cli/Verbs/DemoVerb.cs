using System.CommandLine;
using LongVpo.Cli.Terminal;
using LongVpo.Core.Answers;
using LongVpo.Node;
using LongVpo.Node.Contract;

namespace LongVpo.Cli.Verbs;

/// <summary>Shows a newcomer the main job in one command: a film whose content is known is rendered, watched, and asked four questions.</summary>
internal sealed class DemoVerb : IVerb
{
    private static readonly string[] Questions =
    [
        "Who is the ferry captain?",
        "When does the ferry Aurora leave?",
        "How many times is PIER 7 on screen?",
        "Is the word TSUNAMI shown or said?",
    ];

    public Command Build(CommonOptions common)
    {
        var command = new Command("demo", "Render a two-minute film, watch it, print its tree and answer four questions about it.");
        command.SetAction((parsed, cancellationToken) => RunAsync(SettingsOf(common, parsed), parsed.GetValue(common.Json), cancellationToken));
        return command;
    }

    /// <summary>The demo keeps to a memory of its own, so that a newcomer's first film does not answer questions about later ones.</summary>
    private static NodeSettings SettingsOf(CommonOptions common, ParseResult parsed)
    {
        var settings = common.Settings(parsed);
        return parsed.GetResult(common.Store) is { Implicit: false } ? settings : settings with { Store = Path.Combine(DemoFilm.Folder, "store") };
    }

    private static async Task<int> RunAsync(NodeSettings settings, bool json, CancellationToken cancellationToken)
    {
        var film = await DemoFilm.RenderAsync(sentence => Console.Error.WriteLine(sentence), cancellationToken);
        await using var node = await LocalNode.OpenWriterAsync(settings, cancellationToken);
        await AnalyzeVerb.OneAsync(node, film, again: true, json, cancellationToken);
        var video = await node.ResolveAsync(film, cancellationToken);
        var tree = await node.TreeAsync(video, cancellationToken);
        if (json) JsonLines.Write(tree, ContractJson.Readable.TreeDocument);
        else TreeText.Write(tree, TreeDepth.Segments);

        foreach (var question in Questions)
        {
            var answer = await node.AskAsync(new Question { Text = question, Videos = [video] }, cancellationToken);
            if (json)
            {
                JsonLines.Write(answer, ContractJson.Readable.AnswerDocument);
                continue;
            }

            Console.Out.WriteLine();
            Console.Out.WriteLine($"> {question}");
            AnswerText.Write(answer);
        }

        if (!json) Console.Error.WriteLine($"\nThe film is {film}; ask it more with: ./longvpo ask \"your question\" --video {film} --store {settings.Store}");
        return ExitCode.Found;
    }
}
