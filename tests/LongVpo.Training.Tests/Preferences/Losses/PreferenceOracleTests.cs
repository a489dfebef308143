using System.Text.Json;
using LongVpo.Training.Preferences.Losses;

namespace LongVpo.Training.Tests.Preferences.Losses;

/// <summary>Holds the pure losses to the numbers that the public implementation calculated from the same log-probabilities.</summary>
public sealed class PreferenceOracleTests
{
    [Theory]
    [InlineData("sigmoid_beta_0_1", LossKind.Sigmoid, 0.1, 0)]
    [InlineData("sigmoid_beta_0_3", LossKind.Sigmoid, 0.3, 0)]
    [InlineData("sigmoid_beta_0_1_label_smoothing_0_1", LossKind.SmoothedSigmoid, 0.1, 0.1)]
    [InlineData("hinge_beta_0_1", LossKind.Hinge, 0.1, 0)]
    [InlineData("ipo_beta_0_1_length_averaged", LossKind.IpoMean, 0.1, 0)]
    public void Losses_of_the_shared_pairs_are_those_of_the_public_implementation(string name, LossKind kind, double beta, double smoothing)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(SharedFolder.Require("oracle", "dpo", "dpo.json")));
        var root = document.RootElement;
        double[] Scores(string key) => [.. root.GetProperty(key).EnumerateArray().Select(x => x.GetDouble())];
        int[] Tokens(string key) => [.. root.GetProperty("pairs").EnumerateArray().Select(pair => pair.GetProperty(key).GetArrayLength())];
        var (chosen, rejected) = (Scores("policy_chosen_logps"), Scores("policy_rejected_logps"));
        var (referenceChosen, referenceRejected) = (Scores("reference_chosen_logps"), Scores("reference_rejected_logps"));
        var (chosenTokens, rejectedTokens) = (Tokens("chosen"), Tokens("rejected"));
        var pairs = Enumerable.Range(0, 4).Select(i => new PairScores(chosen[i], rejected[i], referenceChosen[i], referenceRejected[i], chosenTokens[i], rejectedTokens[i])).ToArray();

        var loss = BatchLoss.Of(new LossRecipe([new(kind)], new LossConstants(beta, smoothing)), pairs);

        var expected = root.GetProperty("other_losses_from_the_same_logps").GetProperty(name).GetDouble();
        // The public numbers are of single precision.
        Assert.Equal(expected, loss.Total, 2e-6 * Math.Max(1, expected));
    }
}
