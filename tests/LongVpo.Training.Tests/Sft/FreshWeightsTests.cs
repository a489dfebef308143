using LongVpo.Training.Sft;

namespace LongVpo.Training.Tests.Sft;

/// <summary>Checks what a network begins with: the same numbers for the same seed, and heads that look for likeness where they are wanted.</summary>
public sealed class FreshWeightsTests
{
    [Fact]
    public void A_weight_depends_on_the_seed_and_its_name()
    {
        var config = TinySizes.Config(TinySizes.Small, 500, 3);

        Assert.Equal(new FreshWeights(config, 1).Read("text.layers.0.attention.q.weight"), new FreshWeights(config, 1).Read("text.layers.0.attention.q.weight"));
        Assert.NotEqual(new FreshWeights(config, 1).Read("text.layers.0.attention.q.weight"), new FreshWeights(config, 2).Read("text.layers.0.attention.q.weight"));
        Assert.NotEqual(new FreshWeights(config, 1).Read("text.layers.0.attention.q.weight"), new FreshWeights(config, 1).Read("text.layers.1.attention.q.weight"));
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(5, true)]
    public void The_last_key_head_of_the_later_layers_begins_by_asking_for_what_is_like_the_token_itself(int layer, bool alike)
    {
        var config = TinySizes.Config(TinySizes.Small, 500, 3);
        var weights = new FreshWeights(config, 1);
        var (queries, keys) = (weights.Read($"text.layers.{layer}.attention.q.weight"), weights.Read($"text.layers.{layer}.attention.k.weight"));
        var head = config.Text.HeadWidth * config.Text.Hidden;

        Assert.Equal(alike, queries.AsSpan(2 * head, head).SequenceEqual(keys.AsSpan(head, head)));
        Assert.Equal(alike, queries.AsSpan(3 * head, head).SequenceEqual(keys.AsSpan(head, head)));
        Assert.False(queries.AsSpan(0, head).SequenceEqual(keys.AsSpan(0, head)));
    }

    [Fact]
    public void Likeness_is_looked_for_where_positions_turn_little()
    {
        var config = TinySizes.Config(TinySizes.Small, 500, 3);
        var keys = new FreshWeights(config, 1).Read("text.layers.4.attention.k.weight");
        var (width, hidden) = (config.Text.HeadWidth, config.Text.Hidden);
        double Power(int channel) => keys.Skip(((width + channel) * hidden)).Take(hidden).Sum(x => (double)x * x);

        Assert.All([0, 10, width / 2, (width / 2) + 10], turning => Assert.All([(width / 2) - 1, width - 1], still => Assert.True(Power(still) > 5 * Power(turning))));
    }
}
