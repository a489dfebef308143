using LongVpo.Core.Models;
using LongVpo.Models.Generation;

namespace LongVpo.Models.Tests.Generation;

/// <summary>Checks which tokens can be drawn, how often, and that draws repeat.</summary>
public sealed class TokenSamplerTests
{
    private static readonly float[] Scores = [1, 3, 2, -1, 2.5f];

    [Fact]
    public void Without_temperature_the_likeliest_token_is_taken()
    {
        var sampler = new TokenSampler(new GenerationSettings(), []);

        Assert.True(sampler.IsLargest);
        Assert.Equal(1, sampler.Choose([.. Scores], 0));
    }

    [Fact]
    public void Tokens_are_drawn_as_often_as_their_probability_says()
    {
        var settings = new GenerationSettings { Temperature = 0.8, Seed = 5 };

        var counts = Counts(settings, 20_000);

        var weights = Scores.Select(score => Math.Exp(score / 0.8)).ToArray();
        for (var token = 0; token < Scores.Length; token++) Assert.InRange(counts[token] / 20_000.0, (weights[token] / weights.Sum()) - 0.015, (weights[token] / weights.Sum()) + 0.015);
    }

    [Fact]
    public void Only_so_many_of_the_likeliest_are_drawn_from() =>
        Assert.Equal([1, 4], Drawn(new GenerationSettings { Temperature = 5, TopK = 2, Seed = 1 }));

    [Fact]
    public void Only_the_likeliest_that_reach_a_mass_are_drawn_from()
    {
        var weights = Scores.Select(score => Math.Exp(score)).Order().Reverse().ToArray();
        var share = weights[0] / weights.Sum();

        Assert.Equal([1], Drawn(new GenerationSettings { Temperature = 1, TopP = share - 0.01, Seed = 1 }));
        Assert.Equal([1, 4], Drawn(new GenerationSettings { Temperature = 1, TopP = share + 0.01, Seed = 1 }));
    }

    [Theory]
    [InlineData(40, 1.0)]
    [InlineData(0, 0.7)]
    [InlineData(300, 0.95)]
    public void Of_many_tokens_exactly_the_likeliest_are_drawn_from(int topK, double topP)
    {
        var random = new Random(2);
        float[] scores = [.. Enumerable.Range(0, 2_000).Select(_ => (float)(random.NextDouble() * 6))];
        var sorted = Enumerable.Range(0, scores.Length).OrderByDescending(token => scores[token]).Take(topK > 0 ? topK : scores.Length).ToArray();
        var (mass, count) = (sorted.Sum(token => Math.Exp(scores[token])), 0);
        for (var sum = 0.0; sum < topP * mass && count < sorted.Length; count++) sum += Math.Exp(scores[sorted[count]]);
        var sampler = new TokenSampler(new GenerationSettings { Temperature = 1, TopK = topK, TopP = topP, Seed = 9 }, []);

        var drawn = Enumerable.Range(0, 10_000).Select(i => sampler.Choose([.. scores], i)).ToHashSet();

        Assert.Subset(sorted[..count].ToHashSet(), drawn);
        Assert.InRange(drawn.Count, 0.9 * count, count);
    }

    [Fact]
    public void What_was_there_before_becomes_less_likely()
    {
        var settings = new GenerationSettings { RepetitionPenalty = 2 };
        var sampler = new TokenSampler(settings, [1]);

        Assert.False(sampler.IsLargest);
        Assert.Equal(4, sampler.Choose([.. Scores], 0));
        Assert.Equal(2, sampler.Choose([.. Scores], 1));
        Assert.Equal(0, new TokenSampler(settings, [1]).Choose([-1, -0.9f], 0));
    }

    [Fact]
    public void The_same_seed_draws_the_same_and_another_one_does_not()
    {
        int[] Draws(long seed) => [.. Enumerable.Range(0, 50).Select(i => new TokenSampler(new GenerationSettings { Temperature = 2, Seed = seed }, []).Choose([.. Scores], i))];

        Assert.Equal(Draws(3), Draws(3));
        Assert.NotEqual(Draws(3), Draws(4));
    }

    private static int[] Counts(GenerationSettings settings, int draws)
    {
        var counts = new int[Scores.Length];
        var sampler = new TokenSampler(settings, []);
        for (var i = 0; i < draws; i++) counts[sampler.Choose([.. Scores], i)]++;
        return counts;
    }

    private static int[] Drawn(GenerationSettings settings)
    {
        var counts = Counts(settings, 2_000);
        return [.. Enumerable.Range(0, Scores.Length).Where(token => counts[token] > 0)];
    }
}
