using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Prompts;
using LongVpo.Models.Tensors;
using LongVpo.Models.Training;
using LongVpo.Training.Preferences.Losses;
using LongVpo.Training.Sft;

namespace LongVpo.Training.Dpo;

/// <summary>
/// Trains a network on preference pairs by a recipe. Read <see cref="Train"/> from top to bottom: it is the whole run. Its folder holds the recipe, the log, the checkpoint from which a killed run
/// goes on with the same bits, and at the end the network as a folder of the published layout, or its adapters, or both.
/// </summary>
/// <param name="recipe">How it is trained.</param>
/// <param name="start">Folder of the network that it begins with, which is also the reference.</param>
/// <param name="pairs">File of pairs.</param>
/// <param name="folder">Where everything goes.</param>
/// <param name="device"><c>cpu</c>, or a card of libtorch's.</param>
/// <param name="time">By which checkpoints are spaced; nothing that is learned depends on it.</param>
/// <param name="progress">Is told every step, on the training thread.</param>
public sealed class DpoRun(DpoRecipe recipe, string start, string pairs, string folder, string device, TimeProvider time, IProgress<DpoProgress> progress)
{
    private const string RecipeWord = "recipe";
    private const string LogWord = "log";
    private const string SecondsWord = "seconds";

    private string CheckpointPath => Path.Combine(folder, "run.safetensors");

    private string LogPath => Path.Combine(folder, "log.jsonl");

    /// <summary>Runs to the end of the recipe.</summary>
    /// <param name="resume">Whether a run that was stopped goes on.</param>
    /// <param name="cancellationToken">Stops between two steps, after writing a checkpoint.</param>
    /// <returns>What should be looked at in how it went; none is the usual case.</returns>
    /// <exception cref="RecipeException">There is a run in the folder and it was not to be resumed, or none and it was, or it is of another recipe, model or file of pairs.</exception>
    /// <exception cref="Preferences.Pairs.PreferenceException">The pairs cannot be trained on.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; it can be resumed.</exception>
    public ImmutableArray<string> Train(bool resume, CancellationToken cancellationToken)
    {
        RunFolder.Prepare(folder, CheckpointPath, resume);
        var weights = WeightDigest.Of(start, cancellationToken);
        var data = DpoData.Read(pairs, recipe, weights, cancellationToken);
        var digest = DpoRecipeFile.Digest(recipe, weights, data.Digest);
        File.WriteAllText(Path.Combine(folder, "recipe.json"), RecipeText.Write(recipe));
        using var model = TinyModel.Open(
            start, recipe.Workers, recipe.BFloat16, device, name => recipe.Vision || !name.StartsWith("vision.", StringComparison.Ordinal), recipe.Lora?.Settings(recipe.Seed));
        var learners = model.Learners;
        if (learners[0].Names.IsEmpty) throw new RecipeException($"The network in {start} has no layer whose name begins with {string.Join(" or ", recipe.Lora!.Targets)}: name others as lora.targets.");
        var reference = DpoScores.Of(Path.Combine(folder, "reference.txt"), digest, data, recipe, model, cancellationToken);
        if (reference.Gap is { } gap) File.WriteAllText(Path.Combine(folder, "reference-gap.json"), RecipeText.Write(gap));
        using var trainer = new Trainer(learners[0].Engine, [.. learners[0].Names.Zip(learners[0].Worker.Weights, (name, weight) => new TrainedWeight(name, weight))], Settings(data.Steps));
        var words = resume ? TakeUp(trainer, digest) : null;
        using var log = new SftLog(LogPath, words is null ? 0 : long.Parse(words[LogWord], CultureInfo.InvariantCulture));
        var before = words is null ? 0 : double.Parse(words[SecondsWord], CultureInfo.InvariantCulture);
        var (began, from, saved) = (time.GetTimestamp(), trainer.Steps, time.GetTimestamp());

        while (trainer.Steps < data.Steps)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                Save();
                cancellationToken.ThrowIfCancellationRequested();
            }

            var (outcome, metrics) = Step(trainer, model, data, reference);
            var here = time.GetElapsedTime(began).TotalSeconds;
            var line = new DpoProgress(trainer.Steps, data.Steps, metrics, outcome.GradientNorm, outcome.Rate, before + here, here * (data.Steps - trainer.Steps) / (trainer.Steps - from));
            log.Write(line);
            progress.Report(line);
            if (time.GetElapsedTime(saved).TotalMinutes < recipe.CheckpointMinutes) continue;
            Save();
            saved = time.GetTimestamp();
        }

        Save();
        Export(model, new Dictionary<string, string> { ["recipe.json"] = RecipeText.Write(recipe), [WordingFile.Name] = WorldWording.File.Write(), ["training.json"] = Facts(trainer.Steps, weights, data) });
        return [.. RunAlarms.Of([.. SftLog.Read<DpoProgress>(LogPath).Select(static line => line.Metrics)], (int)data.Steps, [])];

        void Save() => trainer.Save(CheckpointPath, new Dictionary<string, string>
        {
            [RecipeWord] = digest, [LogWord] = log.Settle().ToString(CultureInfo.InvariantCulture), [SecondsWord] = (before + time.GetElapsedTime(began).TotalSeconds).ToString("R", CultureInfo.InvariantCulture),
        });
    }

    private void Export(TinyModel model, IReadOnlyDictionary<string, string> beside)
    {
        var whole = Path.Combine(folder, "model");
        if (recipe.Lora is not { } lora)
        {
            model.Export(whole, beside);
            return;
        }

        var adapter = Path.Combine(folder, "adapter");
        model.ExportAdapter(adapter);
        foreach (var (name, text) in beside) File.WriteAllText(Path.Combine(adapter, name), text);
        if (lora.Merge) model.ExportMerged(whole, beside);
    }

    private TrainerSettings Settings(long steps) => new(
        new LearningRates(recipe.LearningRate, (long)Math.Round(recipe.WarmUp * steps), steps, recipe.FinalRate),
        new AdamWSettings(recipe.LearningRate, 0.9, recipe.Beta2, 1e-8, recipe.WeightDecay), recipe.GradientLimit);

    private IReadOnlyDictionary<string, string> TakeUp(Trainer trainer, string digest)
    {
        var words = trainer.Resume(CheckpointPath);
        if (words.GetValueOrDefault(RecipeWord) != digest) throw new RecipeException($"The run in {folder} was begun with another recipe, model or file of pairs: resume it with those, and with {Path.Combine(folder, "recipe.json")}.");
        return words;
    }

    private (StepOutcome Outcome, PreferenceMetrics Metrics) Step(Trainer trainer, TinyModel model, DpoData data, DpoScores reference)
    {
        var (learners, loss) = (model.Learners, DpoRecipeFile.Loss(recipe));
        var batch = data.Batch(trainer.Steps);
        var parts = data.Parts(batch, model.Packer);
        var whole = new BatchSize(batch.Length, parts.Sum(static part => part.Places.Select((_, i) => (long)part.Packed.Runs[2 * i]).Sum()));
        // Before any worker begins, so that what is wrong with a pair is told by itself.
        var scores = parts.Select(part => reference.Of(part, data)).ToArray();
        var told = new ConcurrentDictionary<int, ImmutableArray<PairScores>>();
        var shares = learners.Select((learner, number) => (IReadOnlyList<Func<Tensor>>)[.. parts.Select((part, i) => (Part: part, Number: i)).Where(one => one.Number % learners.Length == number).Select(one => (Func<Tensor>)(() =>
        {
            var found = learner.Prefer(one.Part.Lessons, one.Part.Packed, scores[one.Number], loss, whole);
            told[one.Number] = found.Pairs;
            return found.Loss;
        }))]).ToList();
        var outcome = trainer.Step([.. learners.Select(static learner => learner.Worker)], shares, CancellationToken.None);
        var measured = parts.SelectMany((part, i) => told[i].Zip(part.Places, (found, place) => new MeasuredPair(
            found, data.Pairs[place].Context.Anchor, part.Packed.Frames, reference.ExactOf(place)?.Chosen, reference.ExactOf(place)?.Rejected)));
        return (outcome, PreferenceMetrics.Of([.. measured], loss));
    }

    private string Facts(long steps, string weights, DpoData data) => new JsonObject
    {
        ["program"] = typeof(DpoRun).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion,
        ["seed"] = recipe.Seed,
        ["steps"] = steps,
        ["begun_with"] = weights,
        ["pairs"] = data.Pairs.Length,
        ["data"] = data.Digest,
        ["recipe"] = DpoRecipeFile.Digest(recipe, weights, data.Digest),
    }.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n";
}
