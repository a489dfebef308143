using LongVpo.Core.Segments;

namespace LongVpo.Tests.Core.Segments;

/// <summary>Shows when watching is asked to give something up, because what is left out of live footage never comes back.</summary>
public sealed class LoadRulesTests
{
    [Theory]
    [InlineData(Load.Normal, 3, 0.9, Load.Normal)]
    [InlineData(Load.Normal, 0.5, 1, Load.FewerPictures)]
    [InlineData(Load.Normal, 3, 1, Load.FewerPictures)]
    [InlineData(Load.FewerPictures, 0.7, 9, Load.FewerPictures)]
    [InlineData(Load.FewerPictures, 0.75, 0.9, Load.FewerPictures)]
    [InlineData(Load.FewerPictures, 0.75, 1, Load.FewerLonger)]
    [InlineData(Load.FewerLonger, 9, 9, Load.FewerLonger)]
    public void A_burst_costs_nothing_and_a_lasting_wait_one_step_at_a_time(Load load, double waited, double behindFor, Load expected) =>
        Assert.Equal(expected, LoadRules.Within(load, waited, behindFor));

    [Theory]
    [InlineData(Load.Normal, 9, 1, false)]
    [InlineData(Load.FewerPictures, 1.9, 0, false)]
    [InlineData(Load.FewerPictures, 0, 1, true)]
    [InlineData(Load.FewerPictures, 2, 0, true)]
    [InlineData(Load.FewerLonger, 2, 2, true)]
    public void What_has_piled_up_is_let_go_instead_of_being_looked_at_too_late(Load load, double waited, int before, bool expected) =>
        Assert.Equal(expected, LoadRules.LeavesOut(load, waited, before));

    [Theory]
    [InlineData(Load.FewerLonger, 0.2, Load.FewerPictures)]
    [InlineData(Load.FewerPictures, 0, Load.Normal)]
    [InlineData(Load.Normal, 0, Load.Normal)]
    [InlineData(Load.FewerLonger, 0.3, Load.FewerLonger)]
    [InlineData(Load.Normal, 9, Load.Normal)]
    public void A_step_is_taken_back_where_a_segment_ends_and_hardly_anything_waits(Load load, double waited, Load expected) =>
        Assert.Equal(expected, LoadRules.Next(load, waited));
}
