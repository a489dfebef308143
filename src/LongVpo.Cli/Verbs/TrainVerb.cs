using System.CommandLine;
using System.Globalization;
using LongVpo.Cli.Terminal;
using LongVpo.Core.Models;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Managed;
using LongVpo.Models.Torch;
using LongVpo.Training.Dpo;
using LongVpo.Training.Preferences.Pairs;
using LongVpo.Training.Ready;
using LongVpo.Training.Sft;

namespace LongVpo.Cli.Verbs;

/// <summary>Trains networks. Everything a run depends on stands in its recipe, so that the command line only says which and where.</summary>
internal sealed class TrainVerb : IVerb
{
    public Command Build(CommonOptions common) => new("train", "Train a network by a recipe.") { Sft(common), Dpo(common), Ready(common) };

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

    private static Command Ready(CommonOptions common)
    {
        var model = new Option<DirectoryInfo>("--model") { Description = "Folder of a network that was taught the scripted world.", HelpName = "DIR", Required = true };
        var films = new Option<int>("--films") { Description = "Films of the calibration seeds to learn from which pictures are of its kind.", HelpName = "N", DefaultValueFactory = _ => NetworkFolder.Films };
        var ready = new Command("ready", "Write beside a network's weights how the product asks it, and on which pictures it may speak.") { model, films };
        ready.SetAction((parsed, cancellationToken) => Task.Run(
            () =>
            {
                using var bar = new CountBar("train ready");
                try
                {
                    var report = NetworkFolder.Prepare(parsed.GetRequiredValue(model).FullName, parsed.GetValue(films), new Counted(bar), cancellationToken);
                    Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                        $"{report.Held} clips held back from {report.Fitted}: distance {report.Middle:0.00} in the middle, {report.Far:0.00} for 99 of 100, {report.Farthest:0.00} at most; silent above {report.Limit:0.00}."));
                    return ExitCode.Found;
                }
                catch (Exception failure) when (failure is ModelException or ArgumentException)
                {
                    Complaints.Write(failure.Message, path: null, parsed.GetValue(common.Json));
                    return ExitCode.Error;
                }
            }, cancellationToken));
        common.AddTo(ready);
        return ready;
    }

    private sealed class Counted(CountBar bar) : IProgress<(int Done, int Films)>
    {
        public void Report((int Done, int Films) value) => bar.Report(value.Done, value.Films);
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
