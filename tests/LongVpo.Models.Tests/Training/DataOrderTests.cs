using LongVpo.Models.Training;

namespace LongVpo.Models.Tests.Training;

/// <summary>Checks that data comes in an order that a seed fixes, and that step sizes follow their curve.</summary>
public sealed class DataOrderTests
{
    [Fact]
    public void Every_epoch_has_every_sample_once_in_another_order()
    {
        var order = new DataOrder(50, 7);
        int[] first = [.. Enumerable.Range(0, 50).Select(i => order.At(i))];
        int[] second = [.. Enumerable.Range(50, 50).Select(i => order.At(i))];

        Assert.Equal(Enumerable.Range(0, 50), first.Order());
        Assert.Equal(Enumerable.Range(0, 50), second.Order());
        Assert.NotEqual(first, second);
        Assert.NotEqual(first, Enumerable.Range(0, 50).Select(i => new DataOrder(50, 8).At(i)));
    }

    [Fact]
    public void A_place_is_found_without_what_came_before()
    {
        var straight = new DataOrder(9, 3);
        int[] all = [.. Enumerable.Range(0, 90).Select(i => straight.At(i))];

        Assert.Equal(all[77..], Enumerable.Range(77, 13).Select(i => new DataOrder(9, 3).At(i)));
    }

    [Fact]
    public void The_order_stays_the_same_from_version_to_version() =>
        Assert.Equal(Pinned, Enumerable.Range(0, 12).Select(i => new DataOrder(6, 42).At(i)));

    [Fact]
    public void Random_numbers_are_the_published_ones()
    {
        // From the generator's reference implementation, seed 1234567.
        var random = new SplitMix(1234567);

        Assert.Equal([6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL], [random.Next(), random.Next(), random.Next()]);
    }

    [Theory]
    [InlineData(0, 0.25)]
    [InlineData(3, 1)]
    [InlineData(4, 1)]
    [InlineData(9, 0.55)]
    [InlineData(14, 0.1)]
    [InlineData(99, 0.1)]
    public void Step_sizes_rise_and_fall(long step, double expected) => Assert.Equal(expected, new LearningRates(1, 4, 14, 0.1).At(step), 1e-9);

    [Fact]
    public void Step_sizes_without_an_end_stay() => Assert.Equal(0.5, new LearningRates(0.5).At(1_000_000));

    private static readonly int[] Pinned = [5, 3, 0, 1, 4, 2, 0, 5, 3, 1, 2, 4];
}
