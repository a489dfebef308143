using LongVpo.Core.Time;

namespace LongVpo.Tests.Core;

/// <summary>Timestamps must stay exact: a rounding here would move every cut and every citation.</summary>
public sealed class MediaTimeTests
{
    [Fact]
    public void The_same_moment_in_two_time_bases_is_equal_and_hashes_alike()
    {
        var a = new MediaTime(90_000, new TimeBase(1, 90_000));
        var b = new MediaTime(1_000, new TimeBase(1, 1_000));

        Assert.Equal(a, b);
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
    }

    [Fact]
    public void A_third_of_a_second_is_not_its_nearest_microsecond()
    {
        var exact = new MediaTime(1, new TimeBase(1, 3));

        Assert.NotEqual(exact, MediaTime.FromSeconds(1.0 / 3));
        Assert.True(exact > MediaTime.FromSeconds(0.333333));
    }

    [Theory]
    [InlineData(0, 1, 1000)]
    [InlineData(-37, 1, 24)]
    [InlineData(8_589_934_591, 1, 90_000)]
    public void What_is_written_is_read_back_with_its_time_base(long pts, int numerator, int denominator)
    {
        var time = new MediaTime(pts, new TimeBase(numerator, denominator));

        var back = MediaTime.Parse(time.ToString());

        Assert.Equal(time, back);
        Assert.Equal(time.TimeBase, back.TimeBase);
    }

    [Fact]
    public void Adding_ten_seconds_keeps_the_time_base_when_it_can()
    {
        var time = new MediaTime(12_345, new TimeBase(1001, 30_000));

        Assert.Equal(TimeSpan.FromSeconds(10), time.Plus(TimeSpan.FromSeconds(10)).Since(time));
        Assert.Equal(new TimeBase(1, 24), new MediaTime(7, new TimeBase(1, 24)).Plus(TimeSpan.FromSeconds(10)).TimeBase);
    }

    [Fact]
    public void Ranges_share_a_border_without_overlapping()
    {
        var first = new TimeRange(MediaTime.Zero, MediaTime.FromSeconds(1));
        var second = new TimeRange(MediaTime.FromSeconds(1), MediaTime.FromSeconds(2));

        Assert.False(first.Overlaps(second));
        Assert.Null(first.Intersect(second));
        Assert.Equal(TimeSpan.FromSeconds(2), first.Union(second).Duration);
    }
}
