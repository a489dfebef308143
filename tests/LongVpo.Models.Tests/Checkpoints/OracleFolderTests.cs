using LongVpo.Models.Checkpoints;

namespace LongVpo.Models.Tests.Checkpoints;

/// <summary>Opens the reference models of the shared folder: both formats, one file and shards, both spellings, and one model under two formats.</summary>
public sealed class OracleFolderTests
{
    [Theory]
    [InlineData("tiny_a", false)]
    [InlineData("tiny_b", true)]
    [InlineData("internlm2_original_format", false)]
    [InlineData("dpo/policy", false)]
    [InlineData("dpo/reference", false)]
    [InlineData("dpo/policy_original_format", false)]
    public void A_reference_model_opens_and_every_weight_has_finite_numbers(string name, bool tied)
    {
        using var opened = CheckpointFolder.Open(SharedFolder.Require("oracle", name));

        Assert.Equal(tied, opened.IsHeadTied);
        Assert.All(opened.Weights.Values, weight =>
        {
            var values = opened.Read(weight.Weight.Name);
            Assert.Equal(weight.Weight.Shape.Aggregate(1L, (product, extent) => product * extent), values.Length);
            Assert.DoesNotContain(values, value => !float.IsFinite(value));
        });
    }

    [Fact]
    public void The_same_policy_in_both_formats_has_the_same_weights()
    {
        using var native = CheckpointFolder.Open(SharedFolder.Require("oracle", "dpo", "policy"));
        using var original = CheckpointFolder.Open(SharedFolder.Require("oracle", "dpo", "policy_original_format"));

        Assert.Equal(native.Weights.Keys.Order(StringComparer.Ordinal), original.Weights.Keys.Order(StringComparer.Ordinal));
        Assert.All(native.Weights.Keys, name => Assert.Equal(native.Read(name), original.Read(name)));
    }

    [Theory]
    [InlineData("tiny_a", 509, 510)]
    [InlineData("tiny_b", 381, 382)]
    public void What_ends_an_answer_is_read(string name, int stop, int pad)
    {
        var defaults = GenerationDefaults.Read(SharedFolder.Require("oracle", name));

        Assert.Equal([stop], defaults.StopTokens);
        Assert.Equal(pad, defaults.PadToken);
    }
}
