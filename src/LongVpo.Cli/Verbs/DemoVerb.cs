using System.CommandLine;
using LongVpo.Cli.Demo;
using LongVpo.Cli.Terminal;
using LongVpo.Core.Answers;
using LongVpo.Node;
using LongVpo.Node.Contract;
using LongVpo.Node.Models;
using LongVpo.Training.World;

namespace LongVpo.Cli.Verbs;

/// <summary>
/// Shows a newcomer the main job in one command: a scripted film that the small network describes and understands, and a film of people's own kind of footage, of which the product says what it
/// reads and measures.
/// </summary>
internal sealed class DemoVerb : IVerb
{
    private static readonly string[] Questions =
    [
        "Who is the ferry captain?",
        "When does the ferry Aurora leave?",
        "How many times is PIER 7 on screen?",
        "Is the word TSUNAMI shown or said?",
    ];

    private readonly Option<long> _seed = new("--seed")
    {
        Description = "Which scripted film: 300000-309999 are kept for tests.", HelpName = "N", DefaultValueFactory = _ => SeedRanges.Of(WorldSplit.Test).From + 7,
    };

    private readonly Option<double> _speed = new("--speed")
    {
        Description = "Stream the scripted film at this multiple of its own clock; 1 takes its three minutes.", HelpName = "X", DefaultValueFactory = _ => 4,
    };

    public Command Build(CommonOptions common)
    {
        var command = new Command("demo", "Stream a scripted film that the small network describes, ask it six questions and tell how many answers are right; then watch a film of signs and lines and ask four.")
        {
            _seed, _speed, common.Model,
        };
        _speed.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<double>() is <= 0 or > 1000) result.AddError("--speed takes a number above 0 and up to 1000.");
        });
        command.SetAction((parsed, cancellationToken) => RunAsync(common, parsed, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(CommonOptions common, ParseResult parsed, CancellationToken cancellationToken)
    {
        var (settings, json) = (SettingsOf(common, parsed), parsed.GetValue(common.Json));
        if (Seeing(settings) is { } seeing) await new ScriptedDemo(seeing, json).RunAsync(parsed.GetRequiredValue(_seed), parsed.GetRequiredValue(_speed), cancellationToken);
        return await MeasuredAsync(settings with { Model = null }, json, cancellationToken);
    }

    /// <summary>The settings with a model that looks; null where there is none.</summary>
    private static NodeSettings? Seeing(NodeSettings settings)
    {
        if (settings.Model is not null) return settings with { Store = settings.Store + "-scripted" };
        try
        {
            TinyNetwork.Find(string.Empty);
            return settings with { Model = "tiny:", Store = settings.Store + "-scripted" };
        }
        catch (SettingsException missing)
        {
            Console.Error.WriteLine($"longvpo: the scripted film is left out. {missing.Message}");
            return null;
        }
    }

    /// <summary>The demo keeps to a memory of its own, so that a newcomer's first film does not answer questions about later ones.</summary>
    private static NodeSettings SettingsOf(CommonOptions common, ParseResult parsed)
    {
        var settings = common.Settings(parsed);
        return parsed.GetResult(common.Store) is { Implicit: false } ? settings : settings with { Store = Path.Combine(DemoFilm.Folder, "store") };
    }

    private static async Task<int> MeasuredAsync(NodeSettings settings, bool json, CancellationToken cancellationToken)
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
