using LongVpo.Training.Evaluation;

namespace LongVpo.Training.Tests.Evaluation;

/// <summary>Checks intervals, paired differences and the curve over depth against numbers worked out by hand, and by how often they hold what they should.</summary>
public sealed class StatisticsTests
{
    [Theory]
    [InlineData(8, 10, 0.4902, 0.9433)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(400, 400, 0.9905, 1)]
    public void An_interval_of_independent_answers_is_Wilsons(int right, int asked, double low, double high)
    {
        var share = Accuracy.Of(Enumerable.Range(0, asked).Select(i => ((long)i, i < right)))!.Value;

        Assert.Equal((asked, right / (double)asked), (share.Questions, share.Share));
        Assert.Equal(low, share.Low, 4);
        Assert.Equal(high, share.High, 4);
    }

    [Fact]
    public void Worlds_that_are_all_right_or_all_wrong_count_as_one_answer_each()
    {
        var share = Accuracy.Of(Enumerable.Range(0, 400).Select(i => ((long)(i / 8), i / 8 % 2 == 0)))!.Value;

        var (low, high) = Accuracy.Wilson(0.5, 50 * 49 / 50.0);
        Assert.Equal(low, share.Low, 6);
        Assert.Equal(high, share.High, 6);
    }

    [Fact]
    public void Nothing_asked_has_no_share() => Assert.Null(Accuracy.Of([]));

    [Fact]
    public void A_paired_difference_leaves_out_what_both_have_in_common()
    {
        // Both are right about the same half of the worlds; the first is also right about one question in ten of the others.
        var answers = Enumerable.Range(0, 1000).Select(i => ((long)i, i % 2 == 0 || i % 20 == 1, i % 2 == 0)).ToList();

        var difference = PairedDifference.Of(answers)!.Value;

        Assert.Equal((1000, 0.05), (difference.Questions, difference.Difference));
        Assert.InRange(difference.Low, 0.034, 0.040);
        Assert.InRange(difference.High, 0.060, 0.066);
        Assert.Equal(difference, PairedDifference.Of(answers));
    }

    [Fact]
    public void A_curve_tells_a_lost_middle_from_a_slope()
    {
        static IEnumerable<(double Depth, bool Right)> Answers(Func<double, double> share) =>
            Enumerable.Range(0, 2000).Select(i => (Depth: i % 20 / 19.0, Turn: i / 20 / 100.0)).Select(one => (one.Depth, one.Turn < share(one.Depth)));

        var bent = DepthCurve.Fit([.. Answers(depth => 0.4 + (2 * (depth - 0.5) * (depth - 0.5)))])!.Value;
        var straight = DepthCurve.Fit([.. Answers(depth => 1 / (1 + Math.Exp(-2 * (depth - 0.5))))])!.Value;

        Assert.True(bent.Low > 0, $"{bent}");
        Assert.InRange(0, straight.Low, straight.High);
        Assert.Null(DepthCurve.Fit([(0, true), (1, true)]));
    }

    [Fact]
    public void A_curve_finds_the_terms_that_answers_were_drawn_with()
    {
        var random = new LongVpo.Training.World.WorldRandom(3);
        var answers = Enumerable.Range(0, 40_000).Select(i => i % 41 / 40.0)
            .Select(depth => (depth, random.Below(1_000_000) / 1e6 < 1 / (1 + Math.Exp(-(-0.5 + (6 * (depth - 0.5) * (depth - 0.5)))))));

        var fitted = DepthCurve.Fit([.. answers])!.Value;

        Assert.InRange(6, fitted.Low - 0.2, fitted.High + 0.2);
        Assert.InRange(fitted.High - fitted.Low, 0.3, 1.5);
    }
}
