using LongVpo.Training.Preferences.Losses;

namespace LongVpo.Training.Tests.Preferences.Losses;

/// <summary>Checks what a step tells of itself, and that alarms ring for what they are about and for nothing else.</summary>
public sealed class PreferenceMetricsTests
{
    [Fact]
    public void Pairs_are_counted_by_reward_position_and_frames()
    {
        MeasuredPair[] pairs =
        [
            new(new PairScores(-4, -9, -5, -8, 2, 4), 0, 16, -5.5, -8.25),
            new(new PairScores(-6, -7, -5, -8, 2, 4), 1, 16),
            new(new PairScores(-5, -8, -5, -8, 2, 4), 1, 32),
        ];

        var metrics = PreferenceMetrics.Of(pairs, new LossRecipe([new(LossKind.Sigmoid)], new LossConstants(0.5)));

        Assert.Equal(1.0 / 3, metrics.Accuracy, 1e-12);
        Assert.Equal(0, metrics.Margin, 1e-12);
        Assert.Equal(1.0 / 3, metrics.NegativeZ, 1e-12);
        Assert.Equal([(0, 1.0), (1, 0.0)], metrics.ByPosition.Select(bin => (bin.Key, bin.Value)));
        Assert.Equal([(16, 0.5), (32, 0.0)], metrics.ByFrames.Select(bin => (bin.Key, bin.Value)));
        Assert.Equal(-0.5, metrics.ChosenGap!.Value.Median, 1e-12);
        Assert.Equal(-0.25, metrics.RejectedGap!.Value.Median, 1e-12);
        Assert.Equal(0, metrics.Z.Median, 1e-12);
        Assert.Equal(0, metrics.ImitationLoss);
    }

    [Fact]
    public void A_spread_lies_between_its_numbers()
    {
        Assert.Equal(new Spread(1, 5, 9), Spread.Of(Enumerable.Range(0, 11).Select(i => (double)i)));
        Assert.Equal(new Spread(3, 3, 3), Spread.Of([3]));
        Assert.True(double.IsNaN(Spread.Of([]).Median));
    }

    [Fact]
    public void A_run_that_learns_rings_no_alarm() =>
        Assert.Empty(RunAlarms.Of([.. Enumerable.Range(0, 200).Select(i => Step(-8 + (i * 0.01), -8 - (i * 0.02)))], 200, [0.6, 0.5, 0.4]));

    [Fact]
    public void Both_responses_becoming_unlikely_rings()
    {
        var alarms = RunAlarms.Of([.. Enumerable.Range(0, 200).Select(i => Step(-8 - (i * 0.02), -8 - (i * 0.05)))], 200, []).ToList();

        Assert.Contains(alarms, alarm => alarm.Contains("less likely", StringComparison.Ordinal));
        Assert.Contains(alarms, alarm => alarm.Contains("below 0", StringComparison.Ordinal));
    }

    [Fact]
    public void Pairs_that_are_too_easy_and_learned_by_heart_ring()
    {
        var alarms = RunAlarms.Of([.. Enumerable.Repeat(Step(-7, -12), 200)], 200, [0.5, 0.4, 0.6]).ToList();

        Assert.Contains(alarms, alarm => alarm.Contains("too easy", StringComparison.Ordinal));
        Assert.Contains(alarms, alarm => alarm.Contains("by heart", StringComparison.Ordinal));
    }

    // A reference of -8 for both; only a policy above it for chosen is right.
    private static PreferenceMetrics Step(double chosen, double rejected) =>
        PreferenceMetrics.Of([new(new PairScores(chosen, rejected, -8, -8, 4, 4)), new(new PairScores(-8, -8.01 + ((chosen + 8) * 0.001), -8, -8, 4, 4))], LossRecipe.LongVpo(0.1)) is var metrics && chosen > -7.5
            ? metrics
            : PreferenceMetrics.Of([new(new PairScores(chosen, rejected, -8, -8, 4, 4)), new(new PairScores(-9, -8, -8, -8, 4, 4))], LossRecipe.LongVpo(0.1));
}
