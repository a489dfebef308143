using LongVpo.Models.Tensors;

namespace LongVpo.Models.Tests.Tensors;

/// <summary>Checks what every attention relies on: how heads and cache entries are measured.</summary>
public sealed class HeadShapeTests
{
    [Theory]
    [InlineData(64, 0.125f)]
    [InlineData(16, 0.25f)]
    public void Scores_are_scaled_by_the_inverse_root_of_a_heads_width(int width, float scale) => Assert.Equal(scale, new HeadShape(4, 2, width).Scale, 6);

    [Fact]
    public void A_cached_token_holds_keys_and_values_of_every_layer() => Assert.Equal(2 * 3 * 2 * 16, new CacheShape(3, 2, 16).PerToken);
}
