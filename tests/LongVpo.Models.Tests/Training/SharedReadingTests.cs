using LongVpo.Models.Checkpoints;
using LongVpo.Models.Networks;
using LongVpo.Models.Tensors;
using LongVpo.Models.Tests.Networks;
using LongVpo.Models.Tests.Torch;
using LongVpo.Models.Torch;
using LongVpo.Models.Training;

namespace LongVpo.Models.Tests.Training;

/// <summary>Checks that what is shared to save time changes no number: one reading of a beginning for many branches, and one set of weights for several workers.</summary>
public sealed class SharedReadingTests
{
    private static readonly int[] Beginning = [5, 11, 7, 30, 2];
    private static readonly int[][] Branches = [[8, 9, 10, 12], [40, 41, 6, 6], [8, 60, 61, 62]];

    [Fact]
    public void Branches_behind_one_beginning_score_as_if_each_stood_alone()
    {
        using var model = new TinyModel(Libtorch.Open(), TinyModel.Config(TextFamily.Qwen2, tied: true));
        var engine = (TorchEngine)model.Network.Engine;
        using var scope = engine.OpenScope();
        var shape = new BranchShape(2, Beginning.Length, Branches.Length, 4);
        int[] other = [50, 51, 52, 53, 54];
        int[] ids = [.. Beginning, .. Branches.SelectMany(branch => branch), .. other, .. Branches.Reverse().SelectMany(branch => branch)];

        var together = engine.Numbers(model.Network.Read(model.Network.Embed(ids), TextStep.Branched(shape)));

        var width = together.Length / ids.Length;
        for (var sequence = 0; sequence < 2; sequence++)
            for (var branch = 0; branch < Branches.Length; branch++)
            {
                int[] alone = [.. sequence == 0 ? Beginning : other, .. Branches[sequence == 0 ? branch : Branches.Length - 1 - branch]];
                var expected = engine.Numbers(model.Network.Read(model.Network.Embed(alone), TextStep.Whole(alone.Length)));
                var at = ((sequence * shape.PerSequence) + shape.Prefix + (branch * shape.Length)) * width;
                Assert.All(expected[(shape.Prefix * width)..].Zip(together[at..(at + (4 * width))]), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
                Assert.All(expected[..(shape.Prefix * width)].Zip(together[(sequence * shape.PerSequence * width)..]), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
            }
    }

    [Fact]
    public void Many_frames_at_once_are_seen_as_one_by_one()
    {
        using var model = new TinyModel(Libtorch.Open(), TinyModel.Config(TextFamily.Qwen2, tied: true));
        var engine = model.Network.Engine;
        using var scope = engine.OpenScope();
        var pixels = Enumerable.Range(0, 5).Select(TinyModel.Pixels).ToArray();

        var together = engine.Numbers(model.Network.Look(engine.From([.. pixels.SelectMany(picture => picture)], 5, 3, TinyModel.Side, TinyModel.Side)));

        var alone = pixels.SelectMany(picture => engine.Numbers(model.Network.Look(engine.From(picture, 1, 3, TinyModel.Side, TinyModel.Side))));
        Assert.All(alone.Zip(together), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void Two_workers_move_the_weights_as_one_does_and_always_to_the_same_bits()
    {
        var one = Run(workers: 1);
        var two = Run(workers: 2);

        Assert.Equal(two, Run(workers: 2));
        Assert.All(one.Zip(two), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void A_worker_that_fails_moves_nothing_and_leaves_no_gradient()
    {
        using var engine = Libtorch.Open();
        using var other = Libtorch.Open();
        using var weight = engine.Weight(Libtorch.Random(12, 1), 3, 4);
        using var shared = other.Share(weight);
        using var trainer = new Trainer(engine, [new TrainedWeight("one", weight)], new TrainerSettings(new LearningRates(1e-2), new AdamWSettings()));
        other.WantGradient(shared, true);
        var before = engine.Numbers(weight);

        Assert.Throws<AggregateException>(() => trainer.Step(
            [new TrainingWorker(engine, [weight]), new TrainingWorker(other, [shared])],
            [[() => Loss(engine, weight, 1)], [() => Loss(other, shared, 2), () => throw new InvalidOperationException("no data")]], TestContext.Current.CancellationToken));

        Assert.Equal(before, engine.Numbers(weight));
        using var scope = engine.OpenScope();
        Assert.Null(engine.Gradient(weight));
        Assert.Null(other.Gradient(shared));
    }

    private static float[] Run(int workers)
    {
        using var engine = Libtorch.Open();
        using var other = Libtorch.Open();
        using var weight = engine.Weight(Libtorch.Random(12, 1), 3, 4);
        using var shared = other.Share(weight);
        using var trainer = new Trainer(engine, [new TrainedWeight("one", weight)], new TrainerSettings(new LearningRates(1e-2), new AdamWSettings()));
        other.WantGradient(shared, true);
        for (var step = 0; step < 6; step++)
        {
            var (first, second) = (2 * step, (2 * step) + 1);
            if (workers == 1) trainer.Step([() => Loss(engine, weight, first), () => Loss(engine, weight, second)], TestContext.Current.CancellationToken);
            else trainer.Step([new TrainingWorker(engine, [weight]), new TrainingWorker(other, [shared])], [[() => Loss(engine, weight, first)], [() => Loss(other, shared, second)]], TestContext.Current.CancellationToken);
        }

        return engine.Numbers(weight);
    }

    private static Tensor Loss(ITrainingEngine engine, Tensor weight, int sample)
    {
        var off = engine.Add(engine.Linear(engine.From(Libtorch.Random(8, 10 + sample), 2, 4), weight), engine.From(Libtorch.Random(6, 50 + sample), 2, 3));
        return engine.Mean(engine.Multiply(off, off));
    }
}
