using LongVpo.Models.Tensors;

namespace LongVpo.Models.Tests.Torch;

/// <summary>Checks AdamW against its formulas in double precision, and that its moments can be taken out and put back.</summary>
public sealed class AdamWTests
{
    private static readonly AdamWSettings Settings = new(LearningRate: 1, Beta1: 0.8, Beta2: 0.95, Epsilon: 1e-6, WeightDecay: 0.1);

    [Fact]
    public void Steps_follow_the_formulas()
    {
        using var engine = Libtorch.Open();
        var values = Libtorch.Random(7, 1);
        using var weight = engine.Weight(values, 7);
        using var idle = engine.Weight([1, 2], 2);
        engine.WantGradient(weight, true);
        engine.WantGradient(idle, true);
        using var optimizer = engine.AdamW([weight, idle], Settings);
        double[] exact = [.. values], first = new double[7], second = new double[7];
        for (var step = 1; step <= 5; step++)
        {
            using var scope = engine.OpenScope();
            var slopes = Libtorch.Random(7, 100 + step);
            var rate = 0.01 * step;
            engine.Backward(engine.Scale(engine.Mean(engine.Multiply(weight, engine.From(slopes, 7))), 7));
            optimizer.Step(rate);
            engine.ClearGradient(weight);
            for (var i = 0; i < 7; i++)
            {
                first[i] = (Settings.Beta1 * first[i]) + ((1 - Settings.Beta1) * slopes[i]);
                second[i] = (Settings.Beta2 * second[i]) + ((1 - Settings.Beta2) * slopes[i] * slopes[i]);
                var (mean, square) = (first[i] / (1 - Math.Pow(Settings.Beta1, step)), second[i] / (1 - Math.Pow(Settings.Beta2, step)));
                exact[i] = (exact[i] * (1 - (rate * Settings.WeightDecay))) - (rate * mean / (Math.Sqrt(square) + Settings.Epsilon));
            }
            Assert.All(exact.Zip(engine.Numbers(weight)), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        }

        var (readFirst, readSecond) = (new float[7], new float[7]);
        optimizer.ReadMoments(0, readFirst, readSecond);
        Assert.Equal(5, optimizer.Steps);
        Assert.All(first.Zip(readFirst), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        Assert.All(second.Zip(readSecond), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        Assert.Equal([1f, 2f], engine.Numbers(idle));
    }

    [Fact]
    public void Moments_put_back_go_on_to_the_last_bit()
    {
        using var engine = Libtorch.Open();
        using var weight = engine.Weight(Libtorch.Random(33, 1), 33);
        using var other = engine.Weight(Libtorch.Random(33, 2), 33);
        engine.WantGradient(weight, true);
        engine.WantGradient(other, true);
        using var straight = engine.AdamW([weight], Settings);
        for (var i = 0; i < 3; i++) Step(straight, weight);
        using var resumed = engine.AdamW([other], Settings);
        float[] first = new float[33], second = new float[33], exact = new float[33];
        straight.ReadMoments(0, first, second);
        straight.ReadWeight(0, exact);
        resumed.WriteMoments(0, first, second, straight.Steps);
        resumed.WriteWeight(0, exact);
        Step(straight, weight);
        Step(resumed, other);

        Assert.Equal(4, resumed.Steps);
        Assert.Equal(engine.Numbers(weight), engine.Numbers(other));

        void Step(IAdamW optimizer, Tensor moved)
        {
            using var scope = engine.OpenScope();
            engine.Backward(engine.Mean(engine.Gelu(moved)));
            optimizer.Step(0.01);
            engine.ClearGradient(moved);
        }
    }

    [Fact]
    public void Steps_too_small_for_a_coarse_weight_are_not_lost()
    {
        using var engine = Libtorch.Open();
        using var weight = engine.Weight(BitConverter.GetBytes(1f), ElementType.Float32, ElementType.BFloat16, 1);
        engine.WantGradient(weight, true);
        using var optimizer = engine.AdamW([weight], new AdamWSettings(WeightDecay: 0));
        for (var i = 0; i < 100; i++)
        {
            using var scope = engine.OpenScope();
            engine.Backward(engine.Mean(weight));
            optimizer.Step(1e-3);
            engine.ClearGradient(weight);
        }

        var exact = new float[1];
        optimizer.ReadWeight(0, exact);
        Assert.Equal(0.9f, exact[0], 1e-3f);
        Assert.Equal(0.9f, engine.Numbers(weight)[0], 4e-3f);
    }
}
