using LongVpo.Training.Preferences.Losses;

namespace LongVpo.Training.Tests.Preferences.Losses;

/// <summary>Checks sums of losses, their averages over batches, and the corrections by single tokens.</summary>
public sealed class LossRecipeTests
{
    private static readonly PairScores[] Pairs = [new(-6, -9, -6.3, -11, 9, 8), new(-3, -4, -5, -4, 2, 2), new(-20, -19, -22, -18, 17, 5)];

    [Fact]
    public void Published_recipes_are_sums_of_their_terms()
    {
        var (pair, constants) = (Pairs[0], new LossConstants(0.2));
        double Of(LossKind kind) => PreferenceLosses.Of(kind, pair, constants).Value;

        Assert.Equal(1.5441948, LossRecipe.LongVpo(0.2).Of(pair).Value, 1e-6);
        Assert.Equal((0.8 * Of(LossKind.Sigmoid)) + (0.2 * Of(LossKind.BcoPair)) + Of(LossKind.Sft), LossRecipe.Mpo(0.2).Of(pair).Value, 1e-12);
    }

    [Fact]
    public void A_recipe_is_read_as_it_is_written()
    {
        var read = LossRecipe.Parse("0.8 sigmoid + 0.2 bco_pair + sft", new LossConstants(0.1), SftAverage.Tokens);

        Assert.Equal("0.8 sigmoid + 0.2 bco_pair + 1 sft", read.ToString());
        Assert.Equal(LossRecipe.Mpo().ToString(), read.ToString());
        Assert.Equal(LossRecipe.Mpo().Of(Pairs[0]), read.Of(Pairs[0]));
        Assert.Contains("simpo", Assert.Throws<ArgumentException>(() => LossRecipe.Parse("dpo", new LossConstants())).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => LossRecipe.Parse("-1 sft", new LossConstants()));
        Assert.Throws<ArgumentException>(() => LossRecipe.Parse("sigmoid +", new LossConstants()));
    }

    [Fact]
    public void Imitation_is_averaged_per_response_or_over_all_tokens()
    {
        var sequences = BatchLoss.Of(new LossRecipe([new(LossKind.Sft)], new LossConstants()), Pairs);
        var tokens = BatchLoss.Of(new LossRecipe([new(LossKind.Sft)], new LossConstants(), SftAverage.Tokens), Pairs);

        Assert.Equal(((6.0 / 9) + (3.0 / 2) + (20.0 / 17)) / 3, sequences.Total, 1e-12);
        Assert.Equal(29.0 / 28, tokens.Total, 1e-12);
        Assert.Equal(-1.0 / 28, tokens.Pairs[1].ChosenSlope, 1e-12);
    }

    [Theory]
    [InlineData(SftAverage.Sequences)]
    [InlineData(SftAverage.Tokens)]
    public void A_batch_in_parts_has_the_loss_of_the_whole(SftAverage average)
    {
        var recipe = LossRecipe.LongVpo(0.2) with { Average = average };
        var whole = BatchLoss.Of(recipe, Pairs);
        var size = BatchSize.Of(Pairs);

        var parts = new[] { BatchLoss.Of(recipe, Pairs.AsSpan(0, 1), size), BatchLoss.Of(recipe, Pairs.AsSpan(1), size) };

        Assert.Equal(whole.Total, parts.Sum(part => part.Total), 1e-12);
        Assert.Equal(whole.Pairs, parts.SelectMany(part => part.Pairs));
    }

    [Fact]
    public void The_order_of_pairs_does_not_matter()
    {
        var (forward, back) = (BatchLoss.Of(LossRecipe.LongVpo(0.2), Pairs), BatchLoss.Of(LossRecipe.LongVpo(0.2), [.. Pairs.Reverse()]));

        Assert.Equal(forward.Total, back.Total, 1e-12);
        Assert.Equal(forward.Pairs.Reverse(), back.Pairs);
    }

    [Fact]
    public void A_part_larger_than_its_batch_is_refused()
    {
        Assert.Throws<ArgumentException>(() => BatchLoss.Of(LossRecipe.LongVpo(), Pairs, new BatchSize(2, 10)));
        Assert.Throws<ArgumentException>(() => BatchLoss.Of(LossRecipe.LongVpo(), []));
    }

    [Fact]
    public void A_pairs_weight_is_on_what_compares_and_not_on_imitation()
    {
        var recipe = LossRecipe.LongVpo(0.2);

        Assert.Equal(recipe.Imitation(Pairs[0]), recipe.Of(Pairs[0] with { Weight = 0 }));
        Assert.Equal(recipe.Preference(Pairs[0]).Times(0.25), recipe.Preference(Pairs[0] with { Weight = 0.25 }));
        Assert.Throws<ArgumentException>(() => recipe.Of(Pairs[0] with { Weight = 2 }));
    }

    [Fact]
    public void Only_the_part_beyond_the_common_length_is_desensitised()
    {
        double[] tokens = [-1, -2, -3, -4];

        Assert.Equal(-10, TokenWeights.LengthDesensitised(tokens, 2, 1));
        Assert.Equal(-3, TokenWeights.LengthDesensitised(tokens, 2, 0));
        Assert.Equal(-6.5, TokenWeights.LengthDesensitised(tokens, 2, 0.5));
        Assert.Equal(-10, TokenWeights.LengthDesensitised(tokens, 9, 0));
        Assert.Throws<ArgumentException>(() => TokenWeights.LengthDesensitised([], 1, 0));
        Assert.Throws<ArgumentException>(() => TokenWeights.LengthDesensitised(tokens, 1, 1.5));
    }

    [Fact]
    public void A_pair_the_policy_would_write_itself_weighs_most()
    {
        // A uniform policy over four tokens: log(1/4) per token, and the same for the sum of squares.
        double[] uniform = [Math.Log(0.25), Math.Log(0.25)];

        Assert.Equal(1, TokenWeights.Wpo(uniform, uniform, uniform, uniform), 1e-12);
        Assert.True(TokenWeights.Wpo([-5], [-0.1], uniform, uniform) < 0.01);
        Assert.Equal(1, TokenWeights.Wpo([-0.01], [-3], uniform, uniform));
        Assert.Throws<ArgumentException>(() => TokenWeights.Wpo([-1], [], uniform, uniform));
    }

    [Fact]
    public void The_offset_of_rewards_is_their_running_mean()
    {
        var offset = default(BcoOffset).After(Pairs, 0.1);

        Assert.Equal(0, default(BcoOffset).Value);
        Assert.Equal(Pairs.SelectMany(pair => new[] { 0.1 * pair.ChosenRatio, 0.1 * pair.RejectedRatio }).Average(), offset.Value, 1e-12);
        Assert.Equal(offset, default(BcoOffset).After(Pairs.Take(1), 0.1).After(Pairs.Skip(1), 0.1));
    }
}
