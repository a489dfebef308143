using System.Text.Json;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Oracle;
using LongVpo.Models.Tensors;
using LongVpo.Models.Training;

namespace LongVpo.Models.Tests.Training;

/// <summary>
/// Trains the shared tiny network as the public reference did and compares everything on the way: log-probabilities, losses, the gradient of every weight, one AdamW step, and the
/// losses of five.
/// </summary>
public sealed class PreferenceOracleTests
{
    private static readonly AdamWSettings Optimizer = new(LearningRate: 1e-3, Beta1: 0.9, Beta2: 0.999, Epsilon: 1e-8, WeightDecay: 0.01);

    [Theory]
    [InlineData("policy", "policy")]
    [InlineData("policy_original_format", "policy")]
    [InlineData("reference", "reference")]
    public void Log_probabilities_are_those_of(string folder, string model)
    {
        using var bed = new PreferenceBed(folder);
        using var scope = bed.Engine.OpenScope();
        var tokens = bed.TokenScores();

        var sums = bed.Numbers(bed.Engine.SumRuns(tokens, bed.Counts));

        bed.AssertClose($"{model}.chosen_logps", sums[..4], 1e-4);
        bed.AssertClose($"{model}.rejected_logps", sums[4..], 1e-4);
        bed.AssertClose($"{model}.token_logps", bed.Padded(bed.Numbers(tokens)), 1e-4);
    }

    [Fact]
    public void Logits_are_those_of_the_policy()
    {
        using var bed = new PreferenceBed("policy");
        using var scope = bed.Engine.OpenScope();

        var logits = new OracleArray([bed.Real.Length, bed.Vocabulary], bed.Numbers(bed.Logits()));

        Assert.InRange(logits.ErrorAgainst(bed.Batch.Floats("policy.logits").Take(bed.Real)), 0, 1e-4);
    }

    [Fact]
    public void Losses_and_rewards_are_those_of_the_batch()
    {
        using var bed = new PreferenceBed("policy");
        using var scope = bed.Engine.OpenScope();

        var outcome = bed.Loss();

        bed.AssertClose("dpo.losses", outcome.Losses, 1e-4);
        bed.AssertClose("dpo.chosen_rewards", outcome.ChosenRewards, 1e-4);
        bed.AssertClose("dpo.rejected_rewards", outcome.RejectedRewards, 1e-4);
        Assert.Equal(bed.Scalar("loss"), bed.Numbers(outcome.Loss)[0], 1e-5);
    }

    [Fact]
    public void Gradients_are_those_of_every_weight()
    {
        using var bed = new PreferenceBed("policy");
        var expected = new OracleFile(SharedFolder.Require("oracle", "dpo", "grads.safetensors"));
        bed.WantAll();
        using var scope = bed.Engine.OpenScope();
        bed.Engine.Backward(bed.Loss().Loss);

        Assert.Equal(expected.FloatNames.Count(), bed.Weights.Count);
        Assert.All(bed.Weights, weight =>
        {
            var (stored, ours) = (bed.StoredName(weight.Name), bed.Numbers(bed.Engine.Gradient(weight.Tensor)!));
            var reference = expected.Floats(stored);
            if (bed.IsNoise(stored)) Assert.True(ours.Max(Math.Abs) < 1e-6f, stored);
            else Assert.True(new OracleArray(reference.Shape, ours).ErrorAgainst(reference) < 1e-3, $"{stored}: {new OracleArray(reference.Shape, ours).ErrorAgainst(reference)}");
        });
        Assert.Equal(bed.Scalar("global_grad_norm"), bed.Engine.ClipGradients([.. bed.Weights.Select(w => w.Tensor)], double.PositiveInfinity), 1e-4);
    }

    [Fact]
    public void One_AdamW_step_moves_every_weight_as_the_reference_does()
    {
        using var bed = new PreferenceBed("policy");
        var updated = new OracleFile(SharedFolder.Require("oracle", "dpo", "updated_adamw_step1.safetensors"));
        var gradients = new OracleFile(SharedFolder.Require("oracle", "dpo", "grads.safetensors"));
        using var trainer = bed.Trainer(Optimizer);

        trainer.Step([() => bed.Loss().Loss], TestContext.Current.CancellationToken);

        Assert.All(bed.Weights, weight =>
        {
            var stored = bed.StoredName(weight.Name);
            var (ours, reference, slope) = (bed.Numbers(weight.Tensor), updated.Floats(stored).Values, gradients.Floats(stored).Values);
            for (var i = 0; i < ours.Length; i++)
                if (Math.Abs(slope[i]) > 1e-5) Assert.True(Math.Abs(ours[i] - reference[i]) < 1e-5, $"{stored} {i}: {ours[i]} instead of {reference[i]}");
            if (bed.IsNoise(stored)) return;
            var sums = bed.Document.GetProperty("per_parameter").GetProperty(stored);
            var length = sums.GetProperty("updated_l2").GetDouble();
            Assert.Equal(length, Math.Sqrt(ours.Sum(x => (double)x * x)), 1e-4 * length);
        });
    }

    [Fact]
    public void Five_AdamW_steps_lose_as_the_reference_does()
    {
        using var bed = new PreferenceBed("policy");
        double[] expected = [.. bed.Document.GetProperty("loss_before_each_of_5_adamw_steps_and_after").EnumerateArray().Select(x => x.GetDouble())];
        using var trainer = bed.Trainer(Optimizer);

        for (var step = 0; step < 5; step++) Assert.Equal(expected[step], trainer.Step([() => bed.Loss().Loss], TestContext.Current.CancellationToken).Loss, 1e-3 * expected[step]);
        using var scope = bed.Engine.OpenScope();
        Assert.Equal(expected[5], bed.Numbers(bed.Loss().Loss)[0], 1e-3 * expected[5]);
    }

    [Fact]
    public void The_imitation_loss_and_its_gradients_are_those_of_the_chosen_rows()
    {
        using var bed = new PreferenceBed("policy");
        bed.WantAll();
        using var scope = bed.Engine.OpenScope();
        var chosen = bed.Counts[..4].Sum();
        var scored = bed.Targets[..chosen].Count(target => target >= 0);
        var loss = ImitationLoss.Of(bed.Engine, bed.Engine.Slice(bed.TokenScores(), 0, 0, chosen), scored);
        Assert.Equal(bed.Scalar("sft_loss"), bed.Numbers(loss)[0], 1e-4);

        bed.Engine.Backward(loss);

        Assert.All(bed.Weights, weight =>
        {
            var stored = bed.StoredName(weight.Name);
            if (bed.IsNoise(stored)) return;
            var expected = bed.Document.GetProperty("per_parameter").GetProperty(stored).GetProperty("sft_grad_norm").GetDouble();
            Assert.Equal(expected, Math.Sqrt(bed.Numbers(bed.Engine.Gradient(weight.Tensor)!).Sum(x => (double)x * x)), 1e-3 * expected);
        });
    }

    [Fact]
    public void Adapters_that_are_off_make_the_policy_its_own_reference()
    {
        using var bed = new PreferenceBed("policy", new LoraSettings(Rank: 4, Alpha: 8));
        float[] Sums()
        {
            using var scope = bed.Engine.OpenScope();
            return bed.Numbers(bed.Engine.SumRuns(bed.TokenScores(), bed.Counts));
        }
        float[] before;
        using (bed.Adapters!.Off()) before = Sums();
        Assert.Equal(before, Sums());
        var own = new ReferenceScores([.. before[..4]], [.. before[4..]], bed.Reference.ChosenTokens, bed.Reference.RejectedTokens);
        using var trainer = new Trainer(bed.Engine, bed.Adapters.Weights, new TrainerSettings(new LearningRates(1e-2), Optimizer, 0));

        double[] losses = [.. Enumerable.Range(0, 4).Select(_ => trainer.Step([() => bed.Loss(own).Loss], TestContext.Current.CancellationToken).Loss)];

        Assert.Equal(Math.Log(2), losses[0], 1e-5);
        Assert.True(losses[3] < losses[0] - 0.1, string.Join(", ", losses));
        using (bed.Adapters.Off()) Assert.Equal(before, Sums());
        Assert.NotEqual(before, Sums());
    }
}
