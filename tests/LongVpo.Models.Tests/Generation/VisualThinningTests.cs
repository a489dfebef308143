using LongVpo.Models.Generation;

namespace LongVpo.Models.Tests.Generation;

/// <summary>Checks what a picture that repeats the one before it keeps.</summary>
public sealed class VisualThinningTests
{
    private const int Width = 8;

    [Fact]
    public void The_first_picture_keeps_everything() => Assert.Equal([0, 1, 2, 3], new VisualThinning(0.25, 0.9).Next(Picture(1)));

    [Fact]
    public void A_repeated_picture_keeps_the_share_that_is_set()
    {
        var thinning = new VisualThinning(0.5, 0.9);
        thinning.Next(Picture(1));

        Assert.Equal([2, 3], thinning.Next(Picture(1)));
    }

    [Fact]
    public void What_changed_is_kept_whatever_the_share()
    {
        var thinning = new VisualThinning(0.25, 0.9);
        thinning.Next(Picture(1));

        Assert.Equal([0, 2], thinning.Next(Picture(1, changed: [0, 2])));
        Assert.Equal([0, 1, 2, 3], thinning.Next(Picture(9)));
    }

    [Fact]
    public void Slow_drift_is_noticed_in_the_end()
    {
        var thinning = new VisualThinning(0.25, 0.99);
        var kept = Enumerable.Range(0, 40).Count(step => thinning.Next(Turned(step * 0.06)).Length > 1);

        Assert.InRange(kept, 5, 35);
    }

    [Fact]
    public void A_ratio_of_one_keeps_everything()
    {
        var thinning = new VisualThinning(1, 0);
        thinning.Next(Picture(1));

        Assert.True(thinning.Off);
        Assert.Equal([0, 1, 2, 3], thinning.Next(Picture(1)));
    }

    private static VisualTokens Picture(int seed, params int[] changed)
    {
        var random = new Random(seed);
        float[] values = [.. Enumerable.Range(0, 4 * Width).Select(_ => (float)((random.NextDouble() * 2) - 1))];
        foreach (var row in changed) values.AsSpan(row * Width, Width).Reverse();
        foreach (var row in changed) values[row * Width] -= 3;
        return new VisualTokens(values, Width);
    }

    private static VisualTokens Turned(double angle) =>
        new([.. Enumerable.Range(0, 4 * Width).Select(i => i % Width == 0 ? (float)Math.Cos(angle) : i % Width == 1 ? (float)Math.Sin(angle) : 0f)], Width);
}
