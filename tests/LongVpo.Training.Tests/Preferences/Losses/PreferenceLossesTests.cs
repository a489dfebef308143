using FsCheck;
using FsCheck.Fluent;
using LongVpo.Training.Preferences.Losses;

namespace LongVpo.Training.Tests.Preferences.Losses;

/// <summary>Holds the pure losses to worked numbers, to their slopes by differences, and to what must be true of each whatever the scores.</summary>
public sealed class PreferenceLossesTests
{
    private static readonly PairScores Worked = new(-6, -9, -6.3, -11, 9, 8);
    private static readonly LossConstants Constants = new(0.2, 0.1, 0.5);

    public static TheoryData<LossKind> Kinds => [.. Enum.GetValues<LossKind>()];

    [Theory]
    [InlineData(LossKind.Sigmoid, 0.8775281)]
    [InlineData(LossKind.SmoothedSigmoid, 0.8435281)]
    [InlineData(LossKind.Robust, 0.9200281)]
    [InlineData(LossKind.Hinge, 1.34)]
    [InlineData(LossKind.IpoMean, 7.3802778)]
    [InlineData(LossKind.IpoSum, 17.64)]
    [InlineData(LossKind.LengthNormalised, 0.7150486)]
    [InlineData(LossKind.SimPo, 0.9180127)]
    [InlineData(LossKind.BcoPair, 1.5766124)]
    [InlineData(LossKind.Sft, 0.6666667)]
    public void Every_loss_gives_the_worked_number(LossKind kind, double expected) => Assert.Equal(expected, PreferenceLosses.Of(kind, Worked, Constants).Value, 1e-6);

    [Fact]
    public void The_worked_pair_has_the_worked_rewards_and_slopes()
    {
        var metrics = PreferenceMetrics.Of([new MeasuredPair(Worked)], LossRecipe.LongVpo(0.2));
        var sigmoid = PreferenceLosses.Of(LossKind.Sigmoid, Worked, Constants);

        Assert.Equal(-1.7, Worked.Z, 1e-9);
        Assert.Equal((0.06, 0.40, -0.34, 0), (Math.Round(metrics.ChosenReward, 9), Math.Round(metrics.RejectedReward, 9), Math.Round(metrics.Margin, 9), metrics.Accuracy));
        Assert.Equal(1.5441948, metrics.Loss, 1e-6);
        Assert.Equal(-0.1168381, sigmoid.ChosenSlope, 1e-6);
        Assert.Equal(0.1168381, sigmoid.RejectedSlope, 1e-6);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Slopes_are_those_of_the_loss(LossKind kind)
    {
        Prop.ForAll(Scores(), scores =>
        {
            // A difference quotient across the hinge's corner is the slope of neither side.
            if (kind == LossKind.Hinge && Math.Abs(1 - (Constants.Beta * scores.Z)) < 1e-3) return true;
            var loss = PreferenceLosses.Of(kind, scores, Constants);
            var chosen = Quotient(at => PreferenceLosses.Of(kind, scores with { PolicyChosen = scores.PolicyChosen + at }, Constants).Value);
            var rejected = Quotient(at => PreferenceLosses.Of(kind, scores with { PolicyRejected = scores.PolicyRejected + at }, Constants).Value);
            return Close(chosen, loss.ChosenSlope) && Close(rejected, loss.RejectedSlope);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Scores_far_apart_give_finite_losses_and_slopes(LossKind kind)
    {
        foreach (var (chosen, rejected) in new[] { (-1.0, -2001.0), (-2001.0, -1.0) })
        {
            var loss = PreferenceLosses.Of(kind, new PairScores(chosen, rejected, -1, -1, 9, 8), Constants);
            Assert.True(double.IsFinite(loss.Value) && double.IsFinite(loss.ChosenSlope) && double.IsFinite(loss.RejectedSlope));
        }
    }

    [Fact]
    public void A_policy_that_is_its_reference_has_the_loss_of_a_coin()
    {
        var same = new PairScores(-7, -12, -7, -12, 3, 4);

        Assert.Equal(Math.Log(2), PreferenceLosses.Of(LossKind.Sigmoid, same, Constants).Value, 1e-12);
        Assert.Equal(Math.Log(2), PreferenceLosses.Of(LossKind.SmoothedSigmoid, same, Constants).Value, 1e-12);
        Assert.Equal(Math.Log(2), PreferenceLosses.Of(LossKind.LengthNormalised, same, Constants).Value, 1e-12);
        Assert.Equal(2 * Math.Log(2), PreferenceLosses.Of(LossKind.BcoPair, same, Constants).Value, 1e-12);
    }

    [Fact]
    public void A_reference_that_saw_only_the_anchor_makes_the_loss_start_above_a_coins_where_length_hurts()
    {
        // On the anchor alone the model tells the responses apart by 6 nats; in the long composite by 2 only.
        var longer = new PairScores(-10, -12, -5, -11, 5, 5);

        var loss = LossRecipe.LongVpo(0.2, alpha: 0).Of(longer);

        Assert.Equal(-4, longer.Z, 1e-12);
        Assert.True(loss.Value > Math.Log(2));
        // The pull on a pair that length hurts is larger than on one that it does not.
        Assert.True(Math.Abs(loss.ChosenSlope) > Math.Abs(LossRecipe.LongVpo(0.2, alpha: 0).Of(longer with { PolicyChosen = -5, PolicyRejected = -11 }).ChosenSlope));
    }

    [Fact]
    public void Swapping_the_responses_mirrors_the_comparing_losses()
    {
        Prop.ForAll(Scores(), scores =>
        {
            var swapped = new PairScores(scores.PolicyRejected, scores.PolicyChosen, scores.ReferenceRejected, scores.ReferenceChosen, scores.RejectedTokens, scores.ChosenTokens);
            var (one, other) = (PreferenceLosses.Of(LossKind.Sigmoid, scores, Constants), PreferenceLosses.Of(LossKind.Sigmoid, swapped, Constants));
            // s(x) - s(-x) = x, so the two losses differ by beta z.
            return Math.Abs(other.Value - one.Value - (Constants.Beta * scores.Z)) < 1e-9 && Math.Abs(one.ChosenSlope) <= Constants.Beta;
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(0, 8, -6, "no scored token")]
    [InlineData(9, 0, -6, "no scored token")]
    [InlineData(9, 8, double.NaN, "policy")]
    [InlineData(9, 8, 3, "above 0")]
    public void Scores_that_no_model_gave_are_refused(int chosen, int rejected, double score, string word) =>
        Assert.Contains(word, Assert.Throws<ArgumentException>(() => PreferenceLosses.Of(LossKind.Sigmoid, new PairScores(score, -9, -6, -11, chosen, rejected), Constants)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(double.NaN, 0)]
    [InlineData(0.1, 0.5)]
    [InlineData(0.1, -0.1)]
    public void Constants_that_make_no_loss_are_refused(double beta, double smoothing) =>
        Assert.Throws<ArgumentException>(() => PreferenceLosses.Of(LossKind.Sigmoid, Worked, new LossConstants(beta, smoothing)));

    private static double Quotient(Func<double, double> value) => (value(1e-5) - value(-1e-5)) / 2e-5;

    private static bool Close(double one, double other) => Math.Abs(one - other) < 1e-4 * Math.Max(1, Math.Abs(other));

    private static Arbitrary<PairScores> Scores() => Arb.From(
        from numbers in Gen.Choose(-60_000, -1).Four()
        from chosen in Gen.Choose(1, 40)
        from rejected in Gen.Choose(1, 40)
        select new PairScores(numbers.Item1 / 1000.0, numbers.Item2 / 1000.0, numbers.Item3 / 1000.0, numbers.Item4 / 1000.0, chosen, rejected));
}
