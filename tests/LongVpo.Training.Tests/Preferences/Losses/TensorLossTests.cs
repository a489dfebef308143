using System.Runtime.InteropServices;
using LongVpo.Models.Tensors;
using LongVpo.Models.Torch;
using LongVpo.Models.Training;
using LongVpo.Training.Preferences.Losses;

namespace LongVpo.Training.Tests.Preferences.Losses;

/// <summary>Holds losses on tensors to the pure ones: the engine's own formulas, and every pure loss brought onto the engine by its slopes.</summary>
public sealed class TensorLossTests
{
    private static readonly ReferenceScores Reference = new([-10, -30, -5], [-12, -20, -6], [4, 9, 2], [5, 7, 3]);
    private static readonly float[] Chosen = [-9, -33, -4.5f];
    private static readonly float[] Rejected = [-14, -19, -6.5f];

    public static TheoryData<LossKind> Kinds => [.. Enum.GetValues<LossKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_pure_loss_on_an_engine_has_its_value_and_its_gradient(LossKind kind)
    {
        var recipe = new LossRecipe([new(kind), new(LossKind.Sft, 0.5)], new LossConstants(0.2, 0.1));

        var (value, chosen, rejected) = Differentiated((engine, c, r) => TensorLoss.Of(engine, c, r, Reference, recipe).Loss);

        var pure = BatchLoss.Of(recipe, Pairs());
        Assert.Equal(pure.Total, value, 1e-5 * Math.Max(1, pure.Total));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(pure.Pairs[i].ChosenSlope, chosen[i], 1e-6 * Math.Max(1, Math.Abs(pure.Pairs[i].ChosenSlope)));
            Assert.Equal(pure.Pairs[i].RejectedSlope, rejected[i], 1e-6 * Math.Max(1, Math.Abs(pure.Pairs[i].RejectedSlope)));
        }
    }

    [Theory]
    [InlineData(PreferenceKind.Sigmoid, 0, LossKind.Sigmoid)]
    [InlineData(PreferenceKind.Sigmoid, 0.1, LossKind.SmoothedSigmoid)]
    [InlineData(PreferenceKind.Hinge, 0, LossKind.Hinge)]
    [InlineData(PreferenceKind.Ipo, 0, LossKind.IpoMean)]
    public void The_engines_own_losses_agree_with_the_pure_ones(PreferenceKind kind, double smoothing, LossKind pureKind)
    {
        var settings = new PreferenceSettings(kind, 0.2, smoothing, Imitation: 1);
        var pure = BatchLoss.Of(new LossRecipe([new(pureKind), new(LossKind.Sft)], new LossConstants(0.2, smoothing)), Pairs());

        var (value, chosen, rejected) = Differentiated((engine, c, r) => PreferenceLoss.Of(engine, c, r, Reference, settings).Loss);

        Assert.Equal(pure.Total, value, 1e-5 * Math.Max(1, pure.Total));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(pure.Pairs[i].ChosenSlope, chosen[i], 1e-5);
            Assert.Equal(pure.Pairs[i].RejectedSlope, rejected[i], 1e-5);
        }
    }

    [Fact]
    public void Counts_that_do_not_agree_are_refused()
    {
        using var engine = Open();
        using var scope = engine.OpenScope();

        Assert.Throws<ArgumentException>(() => TensorLoss.Of(engine, engine.From([-1, -2], 2), engine.From(Rejected, 3), Reference, LossRecipe.LongVpo()));
    }

    private static PairScores[] Pairs() =>
        [.. Enumerable.Range(0, 3).Select(i => new PairScores(Chosen[i], Rejected[i], Reference.Chosen[i], Reference.Rejected[i], Reference.ChosenTokens[i], Reference.RejectedTokens[i]))];

    private static (double Value, float[] Chosen, float[] Rejected) Differentiated(Func<ITrainingEngine, Tensor, Tensor, Tensor> loss)
    {
        using var engine = Open();
        using var chosen = engine.Weight(MemoryMarshal.AsBytes(Chosen.AsSpan()), ElementType.Float32, ElementType.Float32, 3);
        using var rejected = engine.Weight(MemoryMarshal.AsBytes(Rejected.AsSpan()), ElementType.Float32, ElementType.Float32, 3);
        engine.WantGradient(chosen, true);
        engine.WantGradient(rejected, true);
        using var scope = engine.OpenScope();
        var number = loss(engine, chosen, rejected);
        engine.Backward(number);
        return (Numbers(engine, number)[0], Numbers(engine, engine.Gradient(chosen)!), engine.Gradient(rejected) is { } slopes ? Numbers(engine, slopes) : new float[3]);
    }

    private static TorchEngine Open()
    {
        if (TorchEngine.WhyNot() is { } missing) Assert.Skip(missing);
        return new TorchEngine(new TorchSettings("cpu", ElementType.Float32));
    }

    private static float[] Numbers(TorchEngine engine, Tensor tensor)
    {
        var numbers = new float[tensor.Count];
        engine.Read(tensor, numbers);
        return numbers;
    }
}
