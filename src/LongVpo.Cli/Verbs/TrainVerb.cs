using System.CommandLine;
using LongVpo.Cli.Terminal;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Torch;
using LongVpo.Training.Dpo;
using LongVpo.Training.Preferences.Pairs;
using LongVpo.Training.Sft;

namespace LongVpo.Cli.Verbs;

/// <summary>Trains networks. Everything a run depends on stands in its recipe, so that the command line only says which and where.</summary>
internal sealed class TrainVerb : IVerb
{
    public Command Build(CommonOptions common) => new("train", "Train a network by a recipe.") { Sft(common), Dpo(common) };

    private static Command Sft(CommonOptions common)
    {
        var (recipe, output, resume, device) = (Recipe("tiny-sft"), Output(), Resume(), Device());
        var sft = new Command("sft", "Teach a small network from nothing to answer questions about the scripted world.") { recipe, output, resume, device };
        sft.SetAction((parsed, cancellationToken) =>
        {
            var json = parsed.GetValue(common.Json);
            return RunAsync(parsed.GetRequiredValue(output).FullName, json, stop =>
            {
                using var shown = new TrainingText(json);
                new SftRun(SftRecipeFile.Read(parsed.GetRequiredValue(recipe).FullName), parsed.GetRequiredValue(output).FullName, parsed.GetRequiredValue(device), TimeProvider.System, shown).Train(parsed.GetValue(resume), stop);
            }, cancellationToken);
        });
        common.AddTo(sft);
        return sft;
    }

    private static Command Dpo(CommonOptions common)
    {
        var (recipe, output, resume, device) = (Recipe("tiny-dpo"), Output(), Resume(), Device());
        var model = new Option<DirectoryInfo>("--model") { Description = "Folder of the network that training begins with, which is also the reference.", HelpName = "DIR", Required = true };
        var pairs = new Option<FileInfo>("--pairs") { Description = "File of preference pairs of the scripted world.", HelpName = "FILE", Required = true };
        var dpo = new Command("dpo", "Teach a small network by preference pairs which of two answers is better.") { recipe, model, pairs, output, resume, device };
        dpo.SetAction((parsed, cancellationToken) =>
        {
            var json = parsed.GetValue(common.Json);
            return RunAsync(parsed.GetRequiredValue(output).FullName, json, stop =>
            {
                using var shown = new DpoText(json);
                var run = new DpoRun(
                    DpoRecipeFile.Read(parsed.GetRequiredValue(recipe).FullName), parsed.GetRequiredValue(model).FullName, parsed.GetRequiredValue(pairs).FullName, parsed.GetRequiredValue(output).FullName,
                    parsed.GetRequiredValue(device), TimeProvider.System, shown);
                foreach (var alarm in run.Train(parsed.GetValue(resume), stop)) Console.Error.WriteLine($"longvpo: {alarm}");
            }, cancellationToken);
        });
        common.AddTo(dpo);
        return dpo;
    }

    private static Option<FileInfo> Recipe(string sample) => new("--recipe") { Description = $"What is trained, on what and how; samples/recipes/{sample}.json is one.", HelpName = "FILE", Required = true };

    private static Option<DirectoryInfo> Output() => new("--out") { Description = "Folder of the run: log, checkpoint, and the newest network as a model's folder.", HelpName = "DIR", Required = true };

    private static Option<bool> Resume() => new("--resume") { Description = "Go on with the run in that folder, from its checkpoint and to the same bits." };

    private static Option<string> Device() => new("--device") { Description = "Where it calculates: cpu, cuda or cuda:N.", HelpName = "DEVICE", DefaultValueFactory = _ => "cpu" };

    private static async Task<int> RunAsync(string output, bool json, Action<CancellationToken> train, CancellationToken cancellationToken)
    {
        try
        {
            if (TorchEngine.WhyNot() is { } missing) throw new RecipeException(missing);
            await Task.Run(() => train(cancellationToken), CancellationToken.None);
            return ExitCode.Found;
        }
        catch (Exception failure) when (failure is RecipeException or CheckpointException or PreferenceException or ArithmeticException)
        {
            Complaints.Write(failure.Message, path: null, json);
            return ExitCode.Error;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Complaints.Write($"Stopped before the end: the same command with --resume goes on from there ({output}).", path: null, json);
            return ExitCode.Error;
        }
    }
}
