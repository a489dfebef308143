using System.CommandLine;
using System.Text.Json;
using LongVpo.Cli.Terminal;
using LongVpo.Core.Models;
using LongVpo.Node;
using LongVpo.Node.Models;
using LongVpo.Node.Models.Promotion;
using LongVpo.Training.Evaluation;
using LongVpo.Training.Evaluation.Promotion;
using Microsoft.Extensions.Logging.Abstractions;

namespace LongVpo.Cli.Verbs;

/// <summary>Judges a candidate by the short suite against what stands, and puts it in its place when it is not worse and invents no more.</summary>
internal static class PromoteCommand
{
    public static Command Build(CommonOptions common)
    {
        var candidate = new Argument<string>("CANDIDATE") { Description = "Folder of the candidate, FOLDER+ADAPTER, or tiny:NAME." };
        var over = new Option<string>("--over") { Description = "The model that it is to stand for, as serve --model names it; it is judged against what stands for that today.", HelpName = "MODEL", Required = true };
        var suite = new Option<FileInfo>("--suite") { Description = "File of the short suite, such as samples/suites/short.json.", HelpName = "FILE", Required = true };
        var engine = new Option<string>("--engine") { Description = "What calculates: managed, or libtorch.", HelpName = "NAME", DefaultValueFactory = _ => EngineChoice.Managed };
        var device = new Option<string>("--device") { Description = "Where libtorch calculates: cpu, cuda or cuda:N.", HelpName = "NAME", DefaultValueFactory = _ => "cpu" };
        var type = new Option<string>("--type") { Description = "What libtorch calculates in: float32 or bfloat16.", HelpName = "NAME", DefaultValueFactory = _ => "float32" };
        var command = new Command("promote", "Judge a candidate by the short suite against what stands, and put it in its place when it is not worse and invents no more.") { candidate, over, suite, engine, device, type };
        common.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            common.Settings(parsed), parsed.GetRequiredValue(candidate), parsed.GetRequiredValue(over), parsed.GetRequiredValue(suite).FullName,
            new EngineChoice(parsed.GetRequiredValue(engine), parsed.GetRequiredValue(device), parsed.GetRequiredValue(type)), parsed.GetValue(common.Json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(NodeSettings settings, string candidate, string over, string file, EngineChoice engine, bool json, CancellationToken cancellationToken)
    {
        var key = ModelsVerb.Key(over);
        var registry = new ModelRegistry(settings.Store, TimeProvider.System);
        var standing = registry.LineOf(key).Current;
        var (suite, comes, stands) = (Suite(file), Weights(settings, candidate), Weights(settings, standing?.Model ?? over));
        var version = await VersionAsync(settings, comes, cancellationToken);
        var before = await VersionAsync(settings, stands, cancellationToken);
        if (version.Digest == before.Digest) throw new SettingsException($"{candidate} has the very weights that stand for {over} already: there is nothing to promote.");
        var report = await JudgeOptions.RunAsync(() => Judge(suite, engine, comes, stands, cancellationToken), cancellationToken);
        if (report.Passed)
        {
            registry.Promote(key, ModelRegistry.NameOf(comes), version.Digest, standing?.Digest, JsonSerializer.SerializeToElement(report, EvaluationJson.Readable.PromotionReport));
            await ModelsVerb.AdoptAsync(settings, cancellationToken);
        }

        if (json) JsonLines.Write(report, EvaluationJson.Readable.PromotionReport);
        else PromotionText.Write(report, over, Console.Out);
        return report.Passed ? ExitCode.Found : ExitCode.NothingFound;
    }

    private static PromotionReport Judge(PromotionSuite suite, EngineChoice engine, ModelChange comes, ModelChange stands, CancellationToken cancellationToken)
    {
        var positions = PositionStretch.Named(suite.Positions, PositionStretch.Trained);
        using var candidate = Open(comes);
        using var current = Open(stands);
        using var bars = new QuestionBars();
        return new PromotionJudge(suite).Run(candidate, current, bars.Of, cancellationToken);

        NetworkScorer Open(ModelChange weights)
        {
            try
            {
                return NetworkScorer.Open(engine.Open(static warning => Console.Error.WriteLine($"longvpo: {warning}")), weights.Checkpoint!, positions, weights.Adapter);
            }
            catch (ModelException wrong)
            {
                throw new SettingsException(wrong.Message, wrong);
            }
        }
    }

    private static PromotionSuite Suite(string file)
    {
        try
        {
            return PromotionSuite.Read(file);
        }
        catch (ArgumentException wrong)
        {
            throw new SettingsException(wrong.Message, wrong);
        }
    }

    private static ModelChange Weights(NodeSettings settings, string name)
    {
        try
        {
            return ModelRegistry.ChangeTo(name.Contains(':', StringComparison.Ordinal) ? name : $"torch:{name}", OptionsFile.Read(settings.ConfigFile).Models.TinyFolder);
        }
        catch (ModelException wrong)
        {
            throw new SettingsException(wrong.Message, wrong);
        }
    }

    /// <summary>Opens the weights as a node would, so that nothing is promoted that no node can run, and the digest is the one that will stand on what they produce.</summary>
    private static async Task<ModelVersion> VersionAsync(NodeSettings settings, ModelChange weights, CancellationToken cancellationToken)
    {
        await using var room = new ModelRoom(OptionsFile.Read(settings.ConfigFile), NullLoggerFactory.Instance, TimeProvider.System);
        var model = (await room.OpenAsync($"torch:{weights.Checkpoint}", cancellationToken))!;
        if (weights.Adapter is null) return model.Version;
        try
        {
            return await model.Worker.ChangeAsync(weights, cancellationToken);
        }
        catch (ModelException wrong)
        {
            throw new SettingsException(wrong.Message, wrong);
        }
    }
}
