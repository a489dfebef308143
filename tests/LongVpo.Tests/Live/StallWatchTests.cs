using LongVpo.Core.Options;
using LongVpo.Core.Time;
using LongVpo.Media.Live;

namespace LongVpo.Tests.Live;

/// <summary>Silence is told once it is a loss, and not where it is how a source delivers.</summary>
public sealed class StallWatchTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly LiveOptions Options = new() { StallAfter = TimeSpan.FromSeconds(3), ReadTimeout = TimeSpan.FromSeconds(10) };

    [Fact]
    public void A_silence_is_told_once_when_it_is_as_long_as_the_limit()
    {
        var watch = new StallWatch(Options, TimeSpan.FromSeconds(0.04), Noon);
        watch.Heard(MediaTime.FromSeconds(7), At(1));

        Assert.False(watch.IsDue(At(3.9)));
        Assert.True(watch.IsDue(At(4)));
        Assert.False(watch.IsDue(At(9)));
        watch.Heard(MediaTime.FromSeconds(16), At(10));
        Assert.True(watch.IsDue(At(13)));
    }

    [Fact]
    public void A_source_that_held_back_what_it_then_delivers_is_given_more_time()
    {
        var watch = new StallWatch(Options, TimeSpan.FromSeconds(0.04), Noon);
        watch.Heard(MediaTime.FromSeconds(7), At(0));
        Assert.True(watch.IsDue(At(4)));
        watch.Heard(MediaTime.FromSeconds(7.04), At(4));

        Assert.False(watch.IsDue(At(9.9)));
        Assert.True(watch.IsDue(At(10)));
    }

    [Fact]
    public void Pictures_that_are_far_apart_are_no_silence()
    {
        var watch = new StallWatch(Options, TimeSpan.FromSeconds(2), Noon);

        Assert.False(watch.IsDue(At(7.9)));
        Assert.True(watch.IsDue(At(8)));
    }

    private static DateTimeOffset At(double seconds) => Noon.AddSeconds(seconds);
}
