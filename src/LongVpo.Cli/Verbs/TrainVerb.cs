using System.CommandLine;
using LongVpo.Cli.Terminal;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Torch;
using LongVpo.Training.Sft;

namespace LongVpo.Cli.Verbs;

/// <summary>Trains networks. Everything a run depends on stands in its recipe, so that the command line only says which and where.</summary>
internal sealed class TrainVerb : IVerb
{
    public Command Build(CommonOptions common)
    {
        var recipe = new Option<FileInfo>("--recipe") { Description = "What is trained, on what and how; samples/recipes/tiny-sft.json is one.", HelpName = "FILE", Required = true };
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder of the run: log, checkpoint, and the newest network as a model's folder.", HelpName = "DIR", Required = true };
        var resume = new Option<bool>("--resume") { Description = "Go on with the run in that folder, from its checkpoint and to the same bits." };
        var device = new Option<string>("--device") { Description = "Where it calculates: cpu, cuda or cuda:N.", HelpName = "DEVICE", DefaultValueFactory = _ => "cpu" };
        var sft = new Command("sft", "Teach a small network from nothing to answer questions about the scripted world.") { recipe, output, resume, device };
        sft.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetRequiredValue(recipe).FullName, parsed.GetRequiredValue(output).FullName, parsed.GetValue(resume), parsed.GetRequiredValue(device), parsed.GetValue(common.Json), cancellationToken));
        common.AddTo(sft);
        return new Command("train", "Train a network by a recipe.") { sft };
    }

    private static async Task<int> RunAsync(string recipe, string output, bool resume, string device, bool json, CancellationToken cancellationToken)
    {
        try
        {
            if (TorchEngine.WhyNot() is { } missing) throw new RecipeException(missing);
            using var shown = new TrainingText(json);
            var run = new SftRun(SftRecipeFile.Read(recipe), output, device, TimeProvider.System, shown);
            await Task.Run(() => run.Train(resume, cancellationToken), CancellationToken.None);
            return ExitCode.Found;
        }
        catch (Exception failure) when (failure is RecipeException or CheckpointException or ArithmeticException)
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
