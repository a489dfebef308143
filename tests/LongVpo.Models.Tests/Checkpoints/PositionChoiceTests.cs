using LongVpo.Core.Options;
using LongVpo.Models.Checkpoints;
using LongVpo.Models.Tests.Networks;

namespace LongVpo.Models.Tests.Checkpoints;

/// <summary>Checks that whoever runs a model may have its positions stretched in another way than its folder says, and that nothing changes unless asked.</summary>
public sealed class PositionChoiceTests
{
    private static readonly InternConfig Config = TinyModel.Config(TextFamily.Qwen2, maxPositions: 512, scaling: new RopeScaling(RopeKind.Dynamic, 2, 256));

    [Fact]
    public void By_default_the_model_decides() => Assert.Null(PositionChoice.From(new ModelOptions()));

    [Theory]
    [InlineData("linear", RopeKind.Linear)]
    [InlineData("ntk", RopeKind.Ntk)]
    [InlineData("yarn", RopeKind.Yarn)]
    public void A_choice_takes_the_place_of_what_the_folder_says(string word, RopeKind kind)
    {
        var own = PositionChoice.From(new ModelOptions { Positions = word, PositionFactor = 8 })!.Over(Config).Text;
        var told = PositionChoice.From(new ModelOptions { Positions = word, PositionFactor = 8, PositionTrained = 100 })!.Over(Config).Text;

        Assert.Equal((new RopeScaling(kind, 8, 256), 2048), (own.Rope.Scaling, own.ContextTokens));
        Assert.Equal((new RopeScaling(kind, 8, 100), 800), (told.Rope.Scaling, told.ContextTokens));
    }

    [Fact]
    public void None_and_a_factor_of_one_leave_positions_as_they_come()
    {
        Assert.Null(new PositionChoice(null, 4).Over(Config).Text.Rope.Scaling);
        Assert.Null(new PositionChoice(RopeKind.Yarn, 1).Over(Config).Text.Rope.Scaling);
    }

    [Fact]
    public void A_way_that_is_none_is_refused() => Assert.Contains("'far'", Assert.Throws<ArgumentException>(() => PositionChoice.Named("far")).Message, StringComparison.Ordinal);
}
