using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Prompts;
using LongVpo.Models.Tensors;
using LongVpo.Models.Training;

namespace LongVpo.Training.Sft;

/// <summary>
/// Trains a small network by a recipe, from nothing or from where an earlier run ended. Read <see cref="Train"/> from top to bottom: it is the whole run. In its folder lie the recipe, the start, the log, the checkpoint from
/// which a killed run goes on with the same bits, and the newest network as a folder of the published layout.
/// </summary>
public sealed class SftRun
{
    private const string RecipeWord = "recipe";
    private const string LogWord = "log";
    private readonly SftRecipe _recipe;
    private readonly string _folder;
    private readonly string _device;
    private readonly TimeProvider _time;
    private readonly IProgress<SftProgress> _progress;

    /// <param name="recipe">What is trained, on what and how.</param>
    /// <param name="folder">Where everything goes.</param>
    /// <param name="device"><c>cpu</c>, or a card of libtorch's.</param>
    /// <param name="time">By which checkpoints and looks at the validation questions are spaced; nothing that is learned depends on it.</param>
    /// <param name="progress">Is told whatever the log is told, on the training thread.</param>
    public SftRun(SftRecipe recipe, string folder, string device, TimeProvider time, IProgress<SftProgress> progress) =>
        (_recipe, _folder, _device, _time, _progress) = (recipe, folder, device, time, progress);

    private string CheckpointPath => Path.Combine(_folder, "run.safetensors");

    private string StartPath => Path.Combine(_folder, "start");

    /// <summary>Runs to the end of the recipe. Calculates on the caller's thread and on those of further workers.</summary>
    /// <param name="resume">Whether a run that was stopped goes on.</param>
    /// <param name="cancellationToken">Stops between two steps, after writing a checkpoint.</param>
    /// <returns>The last look at the validation questions.</returns>
    /// <exception cref="RecipeException">There is a run in the folder and it was not to be resumed, or none and it was, or it is of another recipe.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; it can be resumed.</exception>
    public Validation Train(bool resume, CancellationToken cancellationToken)
    {
        Prepare(resume);
        using var model = TinyModel.Open(StartPath, _recipe.Workers, _recipe.BFloat16, _device);
        var learners = model.Learners;
        using var trainer = new Trainer(learners[0].Engine, [.. learners[0].Names.Zip(learners[0].Worker.Weights, (name, weight) => new TrainedWeight(name, weight))], Settings());
        var words = resume ? TakeUp(trainer) : null;
        var tally = words is null ? SftTally.Empty : SftTally.Of(words);
        using var log = new SftLog(Path.Combine(_folder, "log.jsonl"), words is null ? 0 : long.Parse(words[LogWord], CultureInfo.InvariantCulture));
        var drawer = new LessonDrawer(_recipe);
        var validator = new Validator(model.Packer, _recipe.ValidationVideos);
        var pace = new SftPace(_time, trainer.Steps, tally, words);
        var (saved, looked) = (_time.GetTimestamp(), _time.GetTimestamp());

        while (trainer.Steps < _recipe.Steps)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                Save(trainer, log, pace, tally);
                cancellationToken.ThrowIfCancellationRequested();
            }

            var parts = Draw(drawer, model.Packer, trainer.Steps);
            var outcome = trainer.Step([.. learners.Select(learner => learner.Worker)], Share(parts, learners, _recipe with { ToldWordWeight = _recipe.StageAt(trainer.Steps).ToldWordWeight ?? _recipe.ToldWordWeight }), CancellationToken.None);
            tally = tally.With(parts);
            pace.Count(outcome);
            var isLast = trainer.Steps == _recipe.Steps;
            if (isLast || trainer.Steps % _recipe.LogEvery == 0) Tell(log, pace.Line(_recipe.Steps, tally));
            if (!isLast && _time.GetElapsedTime(looked).TotalMinutes >= _recipe.ValidateMinutes)
            {
                // A stop while looking would cost what came after the last checkpoint.
                Save(trainer, log, pace, tally);
                Look(model, validator, trainer, log, pace, tally, cancellationToken);
                saved = looked = _time.GetTimestamp();
            }

            if (!isLast && _time.GetElapsedTime(saved).TotalMinutes < _recipe.CheckpointMinutes) continue;
            Save(trainer, log, pace, tally);
            saved = _time.GetTimestamp();
        }

        return Look(model, validator, trainer, log, pace, tally, cancellationToken);
    }

    private void Prepare(bool resume)
    {
        RunFolder.Prepare(_folder, CheckpointPath, resume);
        if (resume) return;
        File.WriteAllText(Path.Combine(_folder, "recipe.json"), SftRecipeFile.Write(_recipe));
        if (_recipe.From is { } from) TinyModel.CopyStart(from, StartPath);
        else TinyModel.WriteFresh(StartPath, _recipe);
    }

    private TrainerSettings Settings() => new(
        new LearningRates(_recipe.LearningRate, _recipe.WarmUp, _recipe.Steps, _recipe.FinalRate),
        new AdamWSettings(_recipe.LearningRate, 0.9, _recipe.Beta2, 1e-8, _recipe.WeightDecay), _recipe.GradientLimit);

    private IReadOnlyDictionary<string, string> TakeUp(Trainer trainer)
    {
        var words = trainer.Resume(CheckpointPath);
        if (words.GetValueOrDefault(RecipeWord) != SftRecipeFile.Digest(_recipe)) throw new RecipeException($"The run in {_folder} was begun with another recipe: resume it with {Path.Combine(_folder, "recipe.json")}.");
        return words;
    }

    private ImmutableArray<(ImmutableArray<Lesson> Lessons, PackedLessons Packed)> Draw(LessonDrawer drawer, LessonPacker packer, long step) =>
        [.. Enumerable.Range(0, _recipe.Parts).Select(part => drawer.Draw((step * _recipe.Parts) + part)).Select(lessons => (lessons, packer.Pack(lessons)))];

    /// <summary>Deals the parts out to the learners, one after the other.</summary>
    private static List<IReadOnlyList<Func<Tensor>>> Share(ImmutableArray<(ImmutableArray<Lesson> Lessons, PackedLessons Packed)> parts, ImmutableArray<Learner> learners, SftRecipe recipe) =>
        [.. learners.Select((learner, number) => (IReadOnlyList<Func<Tensor>>)[.. parts.Where((_, i) => i % learners.Length == number)
            .Select(part => (Func<Tensor>)(() => learner.Loss(part.Lessons, part.Packed, recipe, parts.Length)))])];

    private Validation Look(TinyModel model, Validator validator, Trainer trainer, SftLog log, SftPace pace, SftTally tally, CancellationToken cancellationToken)
    {
        var found = validator.Ask(model.Learners, cancellationToken);
        Tell(log, pace.Look(_recipe.Steps, tally) with { Validation = found });
        model.Export(Path.Combine(_folder, "model"), new Dictionary<string, string> { ["recipe.json"] = SftRecipeFile.Write(_recipe), [WordingFile.Name] = WorldWording.File.Write(), ["training.json"] = Facts(trainer.Steps, tally, found) });
        return found;
    }

    private void Save(Trainer trainer, SftLog log, SftPace pace, SftTally tally) => trainer.Save(CheckpointPath, new Dictionary<string, string>(pace.Timed(tally).Words().Concat(pace.Words()))
    {
        [RecipeWord] = SftRecipeFile.Digest(_recipe),
        [LogWord] = log.Settle().ToString(CultureInfo.InvariantCulture),
    });

    private void Tell(SftLog log, SftProgress line)
    {
        log.Write(line);
        _progress.Report(line);
    }

    private string Facts(long steps, SftTally tally, Validation found) => new JsonObject
    {
        ["program"] = typeof(SftRun).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion,
        ["seed"] = _recipe.Seed,
        ["start"] = WeightDigest.Of(StartPath, CancellationToken.None),
        ["steps"] = steps,
        ["videos"] = tally.Videos,
        ["answers"] = tally.Answers,
        ["tokens"] = tally.Tokens,
        ["data"] = tally.Data,
        ["recipe"] = SftRecipeFile.Digest(_recipe),
        ["blind"] = found.Blind,
        ["cells"] = JsonNode.Parse(JsonSerializer.Serialize(found.Cells.Select(cell => new { cell.Frames, Family = cell.Family.ToString(), cell.Asked, cell.Right, cell.RightBlind }))),
    }.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n";
}
