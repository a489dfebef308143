using System.Collections.Immutable;
using System.Text.Json.Nodes;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Tensors;
using LongVpo.Models.Torch;
using LongVpo.Training.Dpo;
using LongVpo.Training.Preferences.Losses;
using LongVpo.Training.Preferences.Pairs;
using LongVpo.Training.Preferences.Pairs.Pictures;
using LongVpo.Training.Sft;
using LongVpo.Training.World;

namespace LongVpo.Training.Tests.Dpo;

/// <summary>Trains a miniature network on pairs: its loss is the one of the formulas, falls, and comes to the same bits however often it is stopped.</summary>
public sealed class DpoRunTests
{
    private static readonly DpoRecipe Recipe = new() { Reference = DpoReference.Full, Batch = 4, Tokens = 700, LearningRate = 3e-3, Workers = 2, CheckpointMinutes = 1_000 };

    [Fact]
    public void A_network_that_is_its_own_reference_begins_at_the_logarithm_of_two_and_learns_from_there()
    {
        using var folder = Folder();
        var (model, pairs) = (Model(folder), Pairs(folder, 24));

        Run(Recipe with { Loss = "sigmoid", Epochs = 4 }, model, pairs, folder.File("run"));

        var lines = Log(folder.File("run"));
        Assert.Equal(24, lines.Count);
        Assert.Equal(Math.Log(2), lines[0].Metrics.Loss, 1e-4);
        Assert.Equal(0, lines[0].Metrics.Margin, 1e-4);
        // Of the last time that all pairs are seen.
        var (loss, margin) = (lines.TakeLast(6).Average(line => line.Metrics.Loss), lines.TakeLast(6).Average(line => line.Metrics.Margin));
        Assert.True(loss < 0.6 && margin > 0.2, $"{loss}, {margin}");
        using var begun = CheckpointFolder.Open(model);
        using var ended = CheckpointFolder.Open(Path.Combine(folder.File("run"), "model"));
        foreach (var name in begun.Weights.Keys.Where(static name => name.StartsWith("vision.", StringComparison.Ordinal))) Assert.Equal(Rounded(begun.Read(name)), ended.Read(name));
        Assert.NotEqual(Rounded(begun.Read("projector.linear2.weight")), ended.Read("projector.linear2.weight"));
    }

    [Theory]
    [InlineData(1, 700)]
    [InlineData(2, 250)]
    [InlineData(3, 5_000)]
    public void How_a_step_is_divided_changes_nothing_but_rounding(int workers, int tokens)
    {
        using var folder = Folder();
        var (model, pairs) = (Model(folder), Pairs(folder, 12));
        Run(Recipe with { Batch = 12, Epochs = 3 }, model, pairs, folder.File("one"));

        Run(Recipe with { Batch = 12, Epochs = 3, Workers = workers, Tokens = tokens }, model, pairs, folder.File("other"));

        foreach (var (one, other) in Log(folder.File("one")).Zip(Log(folder.File("other")))) Assert.Equal(one.Metrics.Loss, other.Metrics.Loss, 2e-3);
    }

    [Fact]
    public void Scores_that_pairs_carry_are_taken_and_those_of_other_weights_are_refused()
    {
        using var folder = Folder();
        var model = Model(folder);
        var (recipe, digest) = (Recipe with { Reference = DpoReference.Anchor }, "sha256:" + WeightDigest.Of(model, TestContext.Current.CancellationToken));
        var scored = Written(folder, "scored.jsonl", Made(8).Select(pair => pair with { Ref = new PairReference(ReferenceMode.Anchor, digest, -3, -5, Tokens(pair.Chosen), Tokens(pair.Rejected)) }));
        Run(recipe, model, scored, folder.File("run"));

        var first = Log(folder.File("run"))[0].Metrics;
        Assert.Equal((-3, -5), ((int)Math.Round(first.ReferenceChosenScore), (int)Math.Round(first.ReferenceRejectedScore)));
        // What the policy makes of the pairs goes into the formula with what the pairs say of the reference.
        Assert.Equal(first.PreferenceLoss + first.ImitationLoss, first.Loss, 1e-6);
        var other = Written(folder, "other.jsonl", Made(8).Select(pair => pair with { Ref = new PairReference(ReferenceMode.Anchor, "sha256:00", -3, -5, 4, 4) }));
        Assert.Contains("other weights", Assert.Throws<PreferenceException>(() => Run(recipe, model, other, folder.File("no1"))).Message, StringComparison.Ordinal);
        Assert.Contains("no reference scores", Assert.Throws<PreferenceException>(() => Run(recipe, model, Pairs(folder, 3), folder.File("no2"))).Message, StringComparison.Ordinal);
        var counted = Written(folder, "counted.jsonl", Made(8).Select(pair => pair with { Ref = new PairReference(ReferenceMode.Anchor, digest, -3, -5, 40, 4) }));
        Assert.Contains("another tokenizer", Assert.Throws<PreferenceException>(() => Run(recipe with { Workers = 1 }, model, counted, folder.File("no3"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_was_stopped_ends_in_the_same_bits()
    {
        using var folder = Folder();
        var (model, pairs) = (Model(folder), Pairs(folder, 24));
        Run(Recipe, model, pairs, folder.File("straight"));
        Stop(Recipe, model, pairs, folder.File("stopped"), resume: false, after: 2);
        File.AppendAllText(Path.Combine(folder.File("stopped"), "log.jsonl"), "{\"half a li");
        Stop(Recipe, model, pairs, folder.File("stopped"), resume: true, after: 2);

        Run(Recipe, model, pairs, folder.File("stopped"), resume: true);

        Assert.Equal(Log(folder.File("straight")).Select(line => line.Metrics.Loss), Log(folder.File("stopped")).Select(line => line.Metrics.Loss));
        Assert.Equal(Weights(folder.File("straight")), Weights(folder.File("stopped")));
        Assert.Contains("another recipe", Assert.Throws<RecipeException>(() => Run(Recipe with { Beta = 0.5 }, model, pairs, folder.File("stopped"), resume: true)).Message, StringComparison.Ordinal);
        Assert.Contains("--resume", Assert.Throws<RecipeException>(() => Run(Recipe, model, pairs, folder.File("stopped"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Adapters_begin_as_nothing_learn_and_end_as_a_file_and_as_weights_that_say_the_same()
    {
        using var folder = Folder();
        var (model, pairs) = (Model(folder), Pairs(folder, 24));
        var recipe = Recipe with { Loss = "sigmoid", Epochs = 6, LearningRate = 1e-2, Lora = new DpoLora { Rank = 4, Alpha = 8, Targets = ["text.layers.", "projector."] } };

        Run(recipe, model, pairs, folder.File("run"));

        var lines = Log(folder.File("run"));
        Assert.Equal(Math.Log(2), lines[0].Metrics.Loss, 1e-4);
        Assert.True(lines.TakeLast(6).Average(line => line.Metrics.Loss) < 0.6);
        using var begun = CheckpointFolder.Open(model);
        using var ended = CheckpointFolder.Open(Path.Combine(folder.File("run"), "model"));
        using var adapted = new AdaptedWeights(begun, Path.Combine(folder.File("run"), "adapter"));
        using var engine = new TorchEngine(new TorchSettings("cpu", ElementType.Float32));
        foreach (var name in begun.Weights.Keys)
        {
            using var laid = adapted.Load(engine, name, ElementType.Float32);
            var numbers = new float[laid.Count];
            engine.Read(laid, numbers);
            var merged = ended.Read(name);
            for (var i = 0; i < numbers.Length; i++) Assert.Equal(numbers[i], merged[i], 1e-5f);
            var isAdapted = name is "projector.linear2.weight" or "text.layers.0.mlp.up.weight";
            if (isAdapted) Assert.NotEqual(begun.Read(name), merged);
            if (name.StartsWith("vision.", StringComparison.Ordinal) || name.EndsWith(".bias", StringComparison.Ordinal)) Assert.Equal(begun.Read(name), merged);
        }

        // What the run ends with begins another, as Stage 2 does with Stage 1's.
        Run(Recipe with { Loss = "sigmoid" }, Path.Combine(folder.File("run"), "model"), pairs, folder.File("next"));
        Assert.Equal(Math.Log(2), Log(folder.File("next"))[0].Metrics.Loss, 1e-4);
    }

    [Fact]
    public void Adapters_of_a_run_that_was_stopped_end_in_the_same_bits()
    {
        using var folder = Folder();
        var (model, pairs) = (Model(folder), Pairs(folder, 24));
        var recipe = Recipe with { Lora = new DpoLora { Rank = 2, Merge = false } };
        Run(recipe, model, pairs, folder.File("straight"));
        Stop(recipe, model, pairs, folder.File("stopped"), resume: false, after: 2);

        Run(recipe, model, pairs, folder.File("stopped"), resume: true);

        byte[] Adapter(string run) => File.ReadAllBytes(Path.Combine(folder.File(run), "adapter", AdaptedWeights.FileName));
        Assert.Equal(Adapter("straight"), Adapter("stopped"));
        Assert.False(Directory.Exists(Path.Combine(folder.File("stopped"), "model")));
        Assert.Contains("no layer", Assert.Throws<RecipeException>(() => Run(recipe with { Lora = new DpoLora { Targets = ["text.layers.99."] } }, model, pairs, folder.File("none"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scores_of_anchors_are_held_against_exact_ones_of_the_first_pairs()
    {
        using var folder = Folder();
        var model = Model(folder);
        var digest = "sha256:" + WeightDigest.Of(model, TestContext.Current.CancellationToken);
        var scored = Written(folder, "scored.jsonl", Made(12).Select(pair => pair with { Ref = new PairReference(ReferenceMode.Anchor, digest, -3, -5, Tokens(pair.Chosen), Tokens(pair.Rejected)) }));
        Run(Recipe, model, scored, folder.File("full"));
        Run(Recipe with { Reference = DpoReference.Anchor, Probe = 5 }, model, scored, folder.File("anchor"));

        JsonNode Gap(string run) => JsonNode.Parse(File.ReadAllText(Path.Combine(folder.File(run), "reference-gap.json")))!;
        Assert.Equal((12, 5), ((int)Gap("full")["pairs"]!, (int)Gap("anchor")["pairs"]!));
        Assert.Equal(["16", "24"], Gap("anchor")["byFrames"]!.AsObject().Select(length => length.Key));
        // The exact score is the first step's reference where that is asked for; the gap is its distance from -3.
        var first = Log(folder.File("full"))[0].Metrics;
        Assert.InRange(first.ReferenceChosenScore + 3, (double)Gap("full")["chosen"]!["low"]! - 3, (double)Gap("full")["chosen"]!["high"]! + 3);
        Assert.Null(first.ChosenGap);
        Assert.Contains(Log(folder.File("anchor")), line => line.Metrics.ChosenGap is not null);
    }

    [Fact]
    public void The_sample_is_the_default_and_nonsense_is_told()
    {
        using var folder = new TempFolder();
        Assert.Equal(new DpoRecipe(), DpoRecipeFile.Read(Path.Combine(Repository.Root, "samples", "recipes", "tiny-dpo.json")));
        foreach (var (text, word) in new[] { ("""{"loss":"love"}""", "love"), ("""{"beta":-1}""", "beta"), ("""{"reference":"none"}""", "reference"), ("""{"betta":1}""", "betta"), ("""{"lora":{"rank":0}}""", "rank"), ("""{"lora":{"targets":["text.head"]}}""", "text.head") })
        {
            File.WriteAllText(folder.File("r.json"), text);
            Assert.Contains(word, Assert.Throws<RecipeException>(() => DpoRecipeFile.Read(folder.File("r.json"))).Message, StringComparison.Ordinal);
        }
    }

    private static TempFolder Folder()
    {
        if (TorchEngine.WhyNot() is { } missing) Assert.Skip(missing);
        return new TempFolder();
    }

    private static string Model(TempFolder folder)
    {
        TinyModel.WriteFresh(folder.File("model"), new SftRecipe { Network = TinySizes.Miniature });
        return folder.File("model");
    }

    private static string Pairs(TempFolder folder, int count) => Written(folder, "pairs.jsonl", Made(count));

    private static string Written(TempFolder folder, string name, IEnumerable<PreferencePair> pairs)
    {
        File.WriteAllLines(folder.File(name), pairs.Select(PairReader.Line));
        return folder.File(name);
    }

    // Right and wrong by the script, of two and three clips; half of the answers of other lengths than their rivals.
    private static IEnumerable<PreferencePair> Made(int count) => Enumerable.Range(0, count).Select(i =>
    {
        ImmutableArray<PairClip> clips = [.. Enumerable.Range(0, 2 + (i % 2)).Select(clip => new WorldMedia(false, (i * 3) + clip, 1, 0).Clip())];
        var scene = WorldScript.Clips(i * 3, 1).Scenes[0];
        var wrong = WorldWords.Doings[((int)scene.Action + 1 + (i % 3)) % 8];
        return new PreferencePair(
            PreferencePair.CurrentSchema, $"p{i}", PairStage.Stage1, $"what does the {WorldWords.Say(scene.Actor)} do?", WorldWords.Doings[(int)scene.Action], wrong,
            new PairContext(clips, [0], 0), [0], [1], RejectedKind.Distractor, new PairMaking("sha256:00", 1, "t", i), PairSplit.Train);
    });

    // A token a word, and the end.
    private static int Tokens(string response) => response.Split(' ').Length + 1;

    private static float[] Rounded(float[] numbers) => [.. numbers.Select(static number =>
    {
        var bits = BitConverter.SingleToUInt32Bits(number);
        return BitConverter.UInt32BitsToSingle((bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000);
    })];

    private static void Run(DpoRecipe recipe, string model, string pairs, string folder, bool resume = false, Action<DpoProgress>? told = null, CancellationToken? stop = null) =>
        new DpoRun(recipe, model, pairs, folder, "cpu", TimeProvider.System, new Watcher(told ?? (static _ => { }))).Train(resume, stop ?? TestContext.Current.CancellationToken);

    private static void Stop(DpoRecipe recipe, string model, string pairs, string folder, bool resume, int after)
    {
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Run(recipe, model, pairs, folder, resume, _ =>
        {
            if (--after == 0) stop.Cancel();
        }, stop.Token));
    }

    private static List<DpoProgress> Log(string folder) => [.. SftLog.Read<DpoProgress>(Path.Combine(folder, "log.jsonl"))];

    private static byte[] Weights(string folder) => File.ReadAllBytes(Path.Combine(folder, "model", "model.safetensors"));

    private sealed class Watcher(Action<DpoProgress> told) : IProgress<DpoProgress>
    {
        public void Report(DpoProgress value) => told(value);
    }
}
