using System.Text.Json.Nodes;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Tensors;
using LongVpo.Models.Torch;
using LongVpo.Training.Sft;

namespace LongVpo.Training.Tests.Sft;

/// <summary>Checks that a run is a function of its recipe, that a stopped one goes on to the same bits, and that what it leaves is a model's folder like any other.</summary>
public sealed class SftRunTests
{
    private static readonly SftRecipe Recipe = new()
    {
        Network = TinySizes.Miniature,
        Stages = [new SftStage { Steps = 9, Scenes = Shares((1, 1)) }, new SftStage { Steps = 7, Scenes = Shares((1, 0.5), (3, 0.5)) }],
        Tokens = 400, WarmUp = 4, LogEvery = 4, ValidationVideos = 1, CheckpointMinutes = 1_000, ValidateMinutes = 1_000,
    };

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(2, false)]
    public void The_same_recipe_gives_the_same_losses_and_weights_and_a_stop_between_leaves_no_trace(int workers, bool half)
    {
        using var folder = Folder();
        var recipe = Recipe with { Workers = workers, BFloat16 = half };
        Run(recipe, folder.File("straight"));
        Run(recipe, folder.File("again"));
        // Stopped in the middle of a line of the log, and then once more after what will be lost.
        Stop(recipe, folder.File("stopped"), resume: false, afterLines: 1);
        File.AppendAllText(Path.Combine(folder.File("stopped"), "log.jsonl"), "{\"half a li");
        Stop(recipe, folder.File("stopped"), resume: true, afterLines: 1);
        Run(recipe, folder.File("stopped"), resume: true);

        foreach (var other in new[] { "again", "stopped" })
        {
            Assert.Equal(Losses(folder.File("straight")), Losses(folder.File(other)));
            Assert.Equal(Weights(folder.File("straight")), Weights(folder.File(other)));
        }
    }

    [Fact]
    public void The_loss_falls_and_every_weight_moves()
    {
        using var folder = Folder();
        Run(Recipe, folder.File("run"));

        var losses = Losses(folder.File("run"));
        Assert.True(losses[^1] < losses[0] - 0.5, $"{losses[0]} to {losses[^1]}");
        using var begun = CheckpointFolder.Open(Path.Combine(folder.File("run"), "start"));
        using var ended = CheckpointFolder.Open(Path.Combine(folder.File("run"), "model"));
        Assert.All(begun.Weights.Keys, name => Assert.NotEqual(begun.Read(name), ended.Read(name)));
        Assert.Equal(ElementType.BFloat16, ended.Weights[WeightLayout.Embeddings].Type);
    }

    [Fact]
    public void The_words_of_the_scene_that_answers_are_asked_for_in_the_stages_that_want_them()
    {
        using var folder = Folder();
        var two = new[] { new SftStage { Steps = 3, Scenes = Shares((2, 1)) } };
        Run(Recipe with { Stages = [.. two] }, folder.File("without"));
        Run(Recipe with { Stages = [two[0] with { ToldWordWeight = 0 }], ToldWordWeight = 0.5 }, folder.File("not now"));
        Run(Recipe with { Stages = [.. two], ToldWordWeight = 0.5 }, folder.File("with"));

        Assert.Equal(Weights(folder.File("without")), Weights(folder.File("not now")));
        Assert.NotEqual(Weights(folder.File("without")), Weights(folder.File("with")));
    }

    [Fact]
    public void A_run_may_begin_where_another_ended_and_not_with_a_folder_that_is_no_network_of_these_words()
    {
        using var folder = Folder();
        Run(Recipe, folder.File("first"));
        var ended = Path.Combine(folder.File("first"), "model");

        Run(Recipe with { From = ended }, folder.File("second"));

        using (var left = CheckpointFolder.Open(ended))
        using (var taken = CheckpointFolder.Open(Path.Combine(folder.File("second"), "start")))
            Assert.All(left.Weights.Keys, name => Assert.Equal(left.Read(name), taken.Read(name)));
        Assert.True(Losses(folder.File("second"))[0] < 0.9 * Losses(folder.File("first"))[0]);
        Directory.CreateDirectory(folder.File("empty"));
        Assert.Contains("cannot be begun with", Assert.Throws<RecipeException>(() => Run(Recipe with { From = folder.File("empty") }, folder.File("third"))).Message, StringComparison.Ordinal);
        File.AppendAllText(Path.Combine(ended, "tokenizer.json"), " ");
        Assert.Contains("other words", Assert.Throws<RecipeException>(() => Run(Recipe with { From = ended }, folder.File("fourth"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_with_a_run_is_not_overwritten_and_one_of_another_recipe_does_not_go_on()
    {
        using var folder = Folder();
        Stop(Recipe, folder.File("run"), resume: false, afterLines: 1);

        Assert.Contains("--resume", Assert.Throws<RecipeException>(() => Run(Recipe, folder.File("run"))).Message, StringComparison.Ordinal);
        Assert.Contains("another recipe", Assert.Throws<RecipeException>(() => Run(Recipe with { Seed = 2 }, folder.File("run"), resume: true)).Message, StringComparison.Ordinal);
        Assert.Contains("leave out", Assert.Throws<RecipeException>(() => Run(Recipe, folder.File("none"), resume: true)).Message, StringComparison.Ordinal);
    }

    private static TempFolder Folder()
    {
        if (TorchEngine.WhyNot() is { } missing) Assert.Skip(missing);
        return new TempFolder();
    }

    private static void Run(SftRecipe recipe, string folder, bool resume = false) =>
        new SftRun(recipe, folder, "cpu", TimeProvider.System, new Watcher(_ => { })).Train(resume, TestContext.Current.CancellationToken);

    private static void Stop(SftRecipe recipe, string folder, bool resume, int afterLines)
    {
        using var stop = new CancellationTokenSource();
        var run = new SftRun(recipe, folder, "cpu", TimeProvider.System, new Watcher(_ =>
        {
            if (--afterLines == 0) stop.Cancel();
        }));
        Assert.Throws<OperationCanceledException>(() => run.Train(resume, stop.Token));
    }

    private static double[] Losses(string folder) =>
        [.. File.ReadLines(Path.Combine(folder, "log.jsonl")).Select(line => JsonNode.Parse(line)!["loss"]!.GetValue<double>())];

    private static byte[] Weights(string folder) => File.ReadAllBytes(Path.Combine(folder, "model", "model.safetensors"));

    private static System.Collections.Immutable.ImmutableSortedDictionary<int, double> Shares(params (int Scenes, double Share)[] shares) =>
        System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(shares.Select(share => KeyValuePair.Create(share.Scenes, share.Share)));

    private sealed class Watcher(Action<SftProgress> told) : IProgress<SftProgress>
    {
        public void Report(SftProgress value) => told(value);
    }
}
