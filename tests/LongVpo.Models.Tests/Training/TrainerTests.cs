using LongVpo.Models.Checkpoints;
using LongVpo.Models.Tensors;
using LongVpo.Models.Tests.Torch;
using LongVpo.Models.Torch;
using LongVpo.Models.Training;

namespace LongVpo.Models.Tests.Training;

/// <summary>Checks that a run can be killed and taken up again without a trace in its numbers, and that a step that fails moves nothing.</summary>
public sealed class TrainerTests
{
    private static readonly TrainerSettings Settings = new(new LearningRates(1e-2, 3, 20), new AdamWSettings());

    [Theory]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.BFloat16)]
    public void A_run_that_was_killed_and_taken_up_again_ends_in_the_same_bits(ElementType held)
    {
        using var folder = new TempFolder();
        var path = folder.File("run.safetensors");
        var straight = Run(held, 0, 12, null, null);
        Run(held, 0, 5, null, path);
        // Steps after the save are lost by the kill.
        Run(held, 0, 3, path, null);

        var resumed = Run(held, 0, 7, path, null);

        Assert.Equal(straight, resumed);
    }

    [Fact]
    public void A_step_that_throws_moves_nothing_and_leaves_no_gradient()
    {
        using var run = new Bed(ElementType.Float32);
        run.Step(0);
        var before = run.Numbers();

        Assert.Throws<InvalidOperationException>(() => run.Trainer.Step([run.Loss(1), () => throw new InvalidOperationException("no data")], TestContext.Current.CancellationToken));
        Assert.Throws<ArithmeticException>(() => run.Trainer.Step([() => run.Engine.Scale(run.Loss(1)(), float.NaN)], TestContext.Current.CancellationToken));
        Assert.Throws<OperationCanceledException>(() => run.Trainer.Step([run.Loss(1)], new CancellationToken(canceled: true)));

        Assert.Equal(before, run.Numbers());
        Assert.Equal(1, run.Trainer.Steps);
        using var scope = run.Engine.OpenScope();
        Assert.Null(run.Engine.Gradient(run.First));
    }

    [Fact]
    public void Losses_in_parts_move_as_their_sum()
    {
        using var whole = new Bed(ElementType.Float32);
        using var parts = new Bed(ElementType.Float32);

        var one = whole.Trainer.Step([() => whole.Engine.Add(whole.Loss(1)(), whole.Loss(2)())], TestContext.Current.CancellationToken);
        var two = parts.Trainer.Step([parts.Loss(1), parts.Loss(2)], TestContext.Current.CancellationToken);

        Assert.Equal(one.Loss, two.Loss, 1e-6);
        Assert.Equal(one.GradientNorm, two.GradientNorm, 1e-5);
        Assert.All(whole.Numbers().Zip(parts.Numbers()), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void A_file_of_another_run_is_refused()
    {
        using var folder = new TempFolder();
        using var run = new Bed(ElementType.Float32);
        run.Trainer.Save(folder.File("run.safetensors"), new Dictionary<string, string>());
        using var other = new Trainer(run.Engine, [new TrainedWeight("another", run.First), new TrainedWeight("second", run.Second)], Settings);
        using var fewer = new Trainer(run.Engine, [new TrainedWeight("first", run.First)], Settings);
        SafetensorsWriter.Write(folder.File("plain.safetensors"), [TensorToWrite.Of("first", new float[1], 1)]);

        Assert.Contains("another", Assert.Throws<CheckpointException>(() => other.Resume(folder.File("run.safetensors"))).Message, StringComparison.Ordinal);
        Assert.Throws<CheckpointException>(() => fewer.Resume(folder.File("run.safetensors")));
        Assert.Throws<CheckpointException>(() => run.Trainer.Resume(folder.File("plain.safetensors")));
        Assert.Throws<CheckpointException>(() => run.Trainer.Resume(folder.File("missing.safetensors")));
    }

    // Steps of a small network on data in a seeded order; the place in the order is what the file's words carry.
    private static float[] Run(ElementType held, long place, int steps, string? from, string? to)
    {
        using var run = new Bed(held);
        if (from is not null) place = long.Parse(run.Trainer.Resume(from)["place"], System.Globalization.CultureInfo.InvariantCulture);
        for (var i = 0; i < steps; i++) run.Step(place++);
        if (to is not null) run.Trainer.Save(to, new Dictionary<string, string> { ["place"] = $"{place}" });
        return run.Numbers();
    }

    private sealed class Bed : IDisposable
    {
        private readonly DataOrder _order = new(10, 5);

        public Bed(ElementType held)
        {
            Engine = Libtorch.Open();
            First = Weight(1, held);
            Second = Weight(2, held);
            Trainer = new Trainer(Engine, [new TrainedWeight("first", First), new TrainedWeight("second", Second)], Settings);
        }

        public TorchEngine Engine { get; }

        public Tensor First { get; }

        public Tensor Second { get; }

        public Trainer Trainer { get; }

        public void Step(long place) => Trainer.Step([Loss(_order.At(place))], TestContext.Current.CancellationToken);

        public Func<Tensor> Loss(int sample) => () =>
        {
            var x = Engine.From(Libtorch.Random(5 * 16, sample), 5, 16);
            var y = Engine.Linear(Engine.Gelu(Engine.Linear(x, First)), Second);
            return Engine.Scale(Engine.Mean(Engine.TargetLogProbabilities(y, [1, 2, 3, -1, 5])), -1);
        };

        public float[] Numbers() => [.. Engine.Numbers(First), .. Engine.Numbers(Second)];

        public void Dispose()
        {
            Trainer.Dispose();
            First.Dispose();
            Second.Dispose();
            Engine.Dispose();
        }

        private Tensor Weight(int seed, ElementType held) =>
            Engine.Weight(System.Runtime.InteropServices.MemoryMarshal.AsBytes(Libtorch.Random(16 * 16, seed).AsSpan()), ElementType.Float32, held, 16, 16);
    }
}
