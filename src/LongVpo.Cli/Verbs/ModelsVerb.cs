using System.CommandLine;
using System.Globalization;
using LongVpo.Cli.Terminal;
using LongVpo.Node;
using LongVpo.Node.Contract;
using LongVpo.Node.Models;
using LongVpo.Node.Models.Promotion;

namespace LongVpo.Cli.Verbs;

/// <summary>Says which weights stand for a model in a store, and changes that when the short suite allows it.</summary>
internal sealed class ModelsVerb : IVerb
{
    public Command Build(CommonOptions common) => new("models", "Put better weights in a model's place when the short suite allows it, take that back, and list what stands.")
    {
        PromoteCommand.Build(common), RollBack(common), List(common),
    };

    /// <summary>Has the node that serves the store, if there is one, take up what the registry says.</summary>
    /// <exception cref="SettingsException">It cannot; the registry stands all the same, and the sentence says so.</exception>
    public static async Task<StandingModelsDocument?> AdoptAsync(NodeSettings settings, CancellationToken cancellationToken)
    {
        if (LocalNode.ServedAt(settings) is null) return null;
        try
        {
            await using var client = await NodeClient.OpenAsync(settings, null, cancellationToken);
            var told = await client.SendAsync(HttpMethod.Post, "/v1/models/adopt", null, cancellationToken);
            return told is { } document ? System.Text.Json.JsonSerializer.Deserialize(document, ContractJson.Readable.StandingModelsDocument) : null;
        }
        catch (SettingsException refused)
        {
            throw new SettingsException($"The registry is changed, but the node that serves this store has not taken it up and will when it starts again ({refused.Message.TrimEnd('.')}).", refused);
        }
    }

    /// <summary>The registry's key of a model that a person named.</summary>
    /// <exception cref="SettingsException">It names none.</exception>
    public static string Key(string name) => ModelRegistry.KeyOf(ModelRoom.Parse(name) ?? throw new SettingsException($"{name} is no model that weights could stand for: name it as serve --model does."));

    private static Command RollBack(CommonOptions common)
    {
        var name = new Argument<string>("MODEL") { Description = "The model, as serve --model names it." };
        var command = new Command("rollback", "Take back the last promotion over a model; what stood before stands again, also in a node that runs.") { name };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = common.Settings(parsed);
            var line = new ModelRegistry(settings.Store, TimeProvider.System).RollBack(Key(parsed.GetRequiredValue(name)));
            await AdoptAsync(settings, cancellationToken);
            if (parsed.GetValue(common.Json)) JsonLines.Write(line, ContractJson.Readable.ModelLine);
            else Console.Out.WriteLine($"{line.Steps[^1].Model} is taken back; {line.Current?.Model ?? line.Name} stands for {line.Name}.");
            return ExitCode.Found;
        });
        return command;
    }

    private static Command List(CommonOptions common)
    {
        var command = new Command("list", "List what stands for which model, with everything that was promoted or taken back.");
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            var lines = new ModelRegistry(common.Settings(parsed).Store, TimeProvider.System).Read();
            foreach (var line in lines)
            {
                if (parsed.GetValue(common.Json)) JsonLines.Write(line, ContractJson.Readable.ModelLine);
                else Write(line);
            }

            return lines.Count > 0 ? ExitCode.Found : ExitCode.NothingFound;
        });
        return command;
    }

    private static void Write(ModelLine line)
    {
        Console.Out.WriteLine($"{line.Name}: {line.Current?.Model ?? "itself"}");
        foreach (var step in line.Steps)
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {step.At:u}  {step.What.Replace('_', ' '),-11}  {step.Digest[..Math.Min(12, step.Digest.Length)]}  {step.Model}{Result(step)}"));
    }

    private static string Result(RegistryStep step) =>
        step.Suite is { } suite && suite.TryGetProperty("right", out var right) && suite.TryGetProperty("invented", out var invented)
            ? string.Create(CultureInfo.InvariantCulture, $"  right {100 * right.GetProperty("difference").GetDouble():+0.0;-0.0;0.0}, invented {100 * invented.GetProperty("difference").GetDouble():+0.0;-0.0;0.0} points")
            : string.Empty;
}
