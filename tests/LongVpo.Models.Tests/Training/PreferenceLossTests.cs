using System.Text.Json;
using LongVpo.Models.Tests.Torch;
using LongVpo.Models.Training;

namespace LongVpo.Models.Tests.Training;

/// <summary>Checks preference and imitation losses against their formulas in double precision, against the shared reference values, and by their gradients.</summary>
public sealed class PreferenceLossTests
{
    private static readonly ReferenceScores Reference = new([-10, -30, -5], [-12, -20, -6], [4, 9, 2], [5, 7, 3]);
    private static readonly float[] Chosen = [-9, -33, -4.5f];
    private static readonly float[] Rejected = [-14, -19, -6.5f];

    public static TheoryData<PreferenceKind, double, double, bool, double> Kinds => new()
    {
        { PreferenceKind.Sigmoid, 0.1, 0, false, 0 },
        { PreferenceKind.Sigmoid, 0.3, 0.1, false, 0 },
        { PreferenceKind.Sigmoid, 0.1, 0, true, 0 },
        { PreferenceKind.Sigmoid, 0.01, 0, false, 1 },
        { PreferenceKind.Hinge, 0.1, 0, false, 0 },
        { PreferenceKind.Hinge, 0.5, 0, false, 0.5 },
        { PreferenceKind.Ipo, 0.1, 0, false, 0 },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_loss_follows_its_formula_and_so_does_its_gradient(PreferenceKind kind, double beta, double smoothing, bool free, double imitation)
    {
        using var engine = Libtorch.Open();
        var settings = new PreferenceSettings(kind, beta, smoothing, free, imitation);
        using var chosen = engine.Weight(Chosen, 3);
        using var rejected = engine.Weight(Rejected, 3);
        engine.WantGradient(chosen, true);
        engine.WantGradient(rejected, true);
        using var scope = engine.OpenScope();

        var outcome = PreferenceLoss.Of(engine, chosen, rejected, Reference, settings);
        engine.Backward(outcome.Loss);

        double[] c = [.. Chosen], r = [.. Rejected];
        for (var i = 0; i < 3; i++) Assert.Equal(Exact(c, r, i, settings), outcome.Losses[i], 1e-5 * Math.Max(1, Math.Abs(outcome.Losses[i])));
        Assert.Equal(outcome.Losses.Average(), engine.Numbers(outcome.Loss)[0], 1e-4f);
        var (right, wrong) = (engine.Numbers(engine.Gradient(chosen)!), engine.Numbers(engine.Gradient(rejected)!));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(Slope(c, i, () => Exact(c, r, i, settings)) / 3, right[i], 1e-4);
            Assert.Equal(Slope(r, i, () => Exact(c, r, i, settings)) / 3, wrong[i], 1e-4);
        }
    }

    [Fact]
    public void Rewards_are_told_with_accuracy_and_margin()
    {
        using var engine = Libtorch.Open();
        using var scope = engine.OpenScope();

        var outcome = PreferenceLoss.Of(engine, engine.From(Chosen, 3), engine.From(Rejected, 3), Reference, new PreferenceSettings());

        Assert.Equal([0.1f, -0.3f, 0.05f], outcome.ChosenRewards.Select(x => MathF.Round(x, 4)));
        Assert.Equal([-0.2f, 0.1f, -0.05f], outcome.RejectedRewards.Select(x => MathF.Round(x, 4)));
        Assert.Equal(2.0 / 3, outcome.Accuracy, 1e-9);
        Assert.Equal(0, outcome.Margin, 1e-6);
    }

    [Theory]
    [InlineData("sigmoid_beta_0_1", PreferenceKind.Sigmoid, 0.1, 0, false)]
    [InlineData("sigmoid_beta_0_3", PreferenceKind.Sigmoid, 0.3, 0, false)]
    [InlineData("sigmoid_beta_0_1_label_smoothing_0_1", PreferenceKind.Sigmoid, 0.1, 0.1, false)]
    [InlineData("hinge_beta_0_1", PreferenceKind.Hinge, 0.1, 0, false)]
    [InlineData("ipo_beta_0_1_length_averaged", PreferenceKind.Ipo, 0.1, 0, false)]
    [InlineData("sigmoid_beta_0_1_reference_free", PreferenceKind.Sigmoid, 0.1, 0, true)]
    public void Losses_of_the_shared_log_probabilities_are_those_of_the_reference(string name, PreferenceKind kind, double beta, double smoothing, bool free)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(SharedFolder.Require("oracle", "dpo", "dpo.json")));
        var root = document.RootElement;
        using var engine = Libtorch.Open();
        using var scope = engine.OpenScope();
        float[] Scores(string key) => [.. root.GetProperty(key).EnumerateArray().Select(x => x.GetSingle())];
        int[] Tokens(string key) => [.. root.GetProperty("pairs").EnumerateArray().Select(pair => pair.GetProperty(key).GetArrayLength())];
        var reference = new ReferenceScores([.. Scores("reference_chosen_logps")], [.. Scores("reference_rejected_logps")], [.. Tokens("chosen")], [.. Tokens("rejected")]);

        var outcome = PreferenceLoss.Of(engine, engine.From(Scores("policy_chosen_logps"), 4), engine.From(Scores("policy_rejected_logps"), 4), reference, new PreferenceSettings(kind, beta, smoothing, free));

        var expected = root.GetProperty("other_losses_from_the_same_logps").GetProperty(name).GetDouble();
        Assert.Equal(expected, engine.Numbers(outcome.Loss)[0], 1e-5 * expected);
        if (name != "sigmoid_beta_0_1") return;
        Assert.All(Scores("losses").Zip(outcome.Losses), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        Assert.Equal(root.GetProperty("reward_accuracy").GetDouble(), outcome.Accuracy);
        Assert.Equal(root.GetProperty("reward_margin_mean").GetDouble(), outcome.Margin, 1e-5);
    }

    [Theory]
    [InlineData(0, 0, PreferenceKind.Sigmoid)]
    [InlineData(-1, 0, PreferenceKind.Sigmoid)]
    [InlineData(double.NaN, 0, PreferenceKind.Sigmoid)]
    [InlineData(0.1, 0.5, PreferenceKind.Sigmoid)]
    [InlineData(0.1, 0.1, PreferenceKind.Hinge)]
    public void Settings_that_are_no_loss_are_refused(double beta, double smoothing, PreferenceKind kind) =>
        Assert.Throws<ArgumentException>(() => new PreferenceSettings(kind, beta, smoothing).Validate());

    [Fact]
    public void Imitation_is_the_mean_over_all_scored_tokens()
    {
        using var engine = Libtorch.Open();
        using var scope = engine.OpenScope();

        Assert.Equal(2f, engine.Numbers(ImitationLoss.Of(engine, engine.From([-1, 0, -2, -3, 0], 5), 3))[0], 1e-6f);
        Assert.Throws<ArgumentException>(() => ImitationLoss.Of(engine, engine.From([0], 1), 0));
    }

    [Fact]
    public void Tokens_are_scored_one_row_earlier_and_never_across_sequences()
    {
        Assert.Equal([-1, 12, 13, -1, 22, -1], ResponseTargets.Of([10, 11, 12, 13, 21, 22], [false, false, true, true, false, true], [4, 2]));
        Assert.Throws<ArgumentException>(() => ResponseTargets.Of([1, 2], [true, true], [2]));
        Assert.Throws<ArgumentException>(() => ResponseTargets.Of([1, 2], [false, true], [3]));
        Assert.Throws<ArgumentException>(() => ResponseTargets.Of([1, 2], [false, true], [1]));
    }

    private static double Exact(double[] chosen, double[] rejected, int i, PreferenceSettings s)
    {
        double Ratio(double score, double reference, int tokens) => (score - (s.ReferenceFree ? 0 : reference)) / (s.Kind == PreferenceKind.Ipo ? tokens : 1);
        double LogSigmoid(double x) => Math.Min(x, 0) - Math.Log(1 + Math.Exp(-Math.Abs(x)));
        var z = Ratio(chosen[i], Reference.Chosen[i], Reference.ChosenTokens[i]) - Ratio(rejected[i], Reference.Rejected[i], Reference.RejectedTokens[i]);
        var loss = s.Kind switch
        {
            PreferenceKind.Hinge => Math.Max(0, 1 - (s.Beta * z)),
            PreferenceKind.Ipo => Math.Pow(z - (1 / (2 * s.Beta)), 2),
            _ => -((1 - s.LabelSmoothing) * LogSigmoid(s.Beta * z)) - (s.LabelSmoothing * LogSigmoid(-s.Beta * z)),
        };
        return loss - (s.Imitation * chosen[i] / Reference.ChosenTokens[i]);
    }

    private static double Slope(double[] at, int i, Func<double> value)
    {
        var before = at[i];
        at[i] = before + 1e-5;
        var above = value();
        at[i] = before - 1e-5;
        var below = value();
        at[i] = before;
        return (above - below) / 2e-5;
    }
}
