using LongVpo.Models.Checkpoints;
using LongVpo.Models.Networks;
using LongVpo.Models.Tensors;
using LongVpo.Models.Tests.Torch;
using LongVpo.Models.Torch;
using LongVpo.Models.Training;

namespace LongVpo.Models.Tests.Training;

/// <summary>Checks low-rank adapters around linear layers: they begin as nothing, train alone, merge, are saved, and can be switched off to be the reference.</summary>
public sealed class LoraTests
{
    private static readonly LoraSettings Settings = new(Rank: 3, Alpha: 6, Layers: ["text."], Seed: 1);

    [Fact]
    public void A_new_adapter_changes_nothing_and_then_only_what_it_learned()
    {
        using var bed = new Bed();
        var plain = bed.Output();
        Assert.Equal(bed.Plain(), plain);
        bed.Train(5);

        var trained = bed.Output();
        Assert.NotEqual(plain, trained);
        using (bed.Adapters.Off())
        {
            using (bed.Adapters.Off()) Assert.Equal(plain, bed.Output());
            Assert.Equal(plain, bed.Output());
        }
        Assert.Equal(trained, bed.Output());
        Assert.Equal(Bed.Numbers(1), bed.Engine.Numbers(bed.Layers["text.a"].Weight));
    }

    [Fact]
    public void Only_layers_that_are_named_are_adapted()
    {
        using var bed = new Bed();

        Assert.Equal(["text.a.lora_a", "text.a.lora_b", "text.b.lora_a", "text.b.lora_b"], bed.Adapters.Weights.Select(w => w.Name));
        Assert.Same(bed.Layers["vision.c"], bed.Adapters.Linear("vision.c"));
        Assert.Same(bed.Adapters.Linear("text.a"), bed.Adapters.Linear("text.a"));
        Assert.Throws<KeyNotFoundException>(() => bed.Adapters.Linear("text.z"));
        Assert.Throws<ArgumentException>(() => new LoraSettings(Rank: 0).Validate());
        Assert.Throws<ArgumentException>(() => new LoraSettings(Alpha: 0).Validate());
    }

    [Fact]
    public void Merged_adapters_give_the_same_result_and_go_on_training()
    {
        using var bed = new Bed();
        bed.Train(5);
        var trained = bed.Output();

        bed.Adapters.Merge();

        Close(trained, bed.Output());
        using (bed.Adapters.Off()) Close(trained, bed.Output());
        bed.Adapters.Merge();
        Close(trained, bed.Output());
        bed.Train(2);
        Assert.NotEqual(trained, bed.Output());
    }

    [Fact]
    public void Saved_adapters_are_the_same_when_loaded()
    {
        using var folder = new TempFolder();
        using var bed = new Bed();
        bed.Train(5);
        bed.Adapters.Save(folder.File("adapter.safetensors"));
        using var other = new Bed();
        other.Adapters.Load(folder.File("adapter.safetensors"));

        Assert.Equal(bed.Output(), other.Output());
        using var wider = new Bed(Settings with { Rank = 4, Alpha = 6 });
        Assert.Contains("text.a.lora_a", Assert.Throws<CheckpointException>(() => wider.Adapters.Load(folder.File("adapter.safetensors"))).Message, StringComparison.Ordinal);
        using var louder = new Bed(Settings with { Alpha = 7 });
        Assert.Contains("alpha", Assert.Throws<CheckpointException>(() => louder.Adapters.Load(folder.File("adapter.safetensors"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_start_depends_on_seed_and_name_and_not_on_the_order_of_asking()
    {
        using var bed = new Bed();
        using var turned = new LoraAdapters(bed.Engine, bed.Layers, Settings);
        turned.Linear("text.b");
        turned.Linear("text.a");
        using var reseeded = new LoraAdapters(bed.Engine, bed.Layers, Settings with { Seed = 2 });
        reseeded.Linear("text.a");

        var start = bed.Engine.Numbers(bed.Adapters.Weights[0].Tensor);
        Assert.Equal(start, bed.Engine.Numbers(turned.Weights[0].Tensor));
        Assert.NotEqual(start, bed.Engine.Numbers(reseeded.Weights[0].Tensor));
        Assert.NotEqual(start, bed.Engine.Numbers(bed.Adapters.Weights[2].Tensor));
    }

    private static void Close(float[] expected, float[] actual) => Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));

    private sealed class Bed : ILinearSource, IDisposable
    {
        private readonly Dictionary<string, Linear> _layers = new(StringComparer.Ordinal);

        public Bed(LoraSettings? settings = null)
        {
            Engine = Libtorch.Open();
            foreach (var (name, seed) in new[] { ("text.a", 1), ("text.b", 2), ("vision.c", 3) })
                _layers[name] = new Linear(Engine, name, Engine.Weight(Numbers(seed), 16, 16), Engine.Weight(Libtorch.Random(16, seed + 10), 16));
            Adapters = new LoraAdapters(Engine, this, settings ?? Settings);
            foreach (var name in _layers.Keys) Adapters.Linear(name);
        }

        public TorchEngine Engine { get; }

        public LoraAdapters Adapters { get; }

        public Bed Layers => this;

        public Linear this[string name] => _layers[name];

        public static float[] Numbers(int seed) => Libtorch.Random(256, seed);

        public Linear Linear(string name) => _layers[name];

        public float[] Output() => Outcome(Adapters);

        public float[] Plain() => Outcome(this);

        public void Train(int steps)
        {
            using var trainer = new Trainer(Engine, Adapters.Weights, new TrainerSettings(new LearningRates(1e-2), new AdamWSettings()));
            for (var i = 0; i < steps; i++) trainer.Step([() => Engine.Mean(Engine.Multiply(Network(Adapters), Network(Adapters)))], TestContext.Current.CancellationToken);
        }

        public void Dispose()
        {
            Adapters.Dispose();
            foreach (var layer in _layers.Values)
            {
                layer.Weight.Dispose();
                layer.Bias!.Dispose();
            }
            Engine.Dispose();
        }

        private float[] Outcome(ILinearSource source)
        {
            using var scope = Engine.OpenScope();
            return Engine.Numbers(Network(source));
        }

        private Tensor Network(ILinearSource source)
        {
            var x = Engine.From(Libtorch.Random(5 * 16, 9), 5, 16);
            foreach (var name in _layers.Keys) x = Engine.Gelu(source.Linear(name).Apply(x));
            return x;
        }
    }
}
