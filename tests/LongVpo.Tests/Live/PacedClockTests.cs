using LongVpo.Core.Frames;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;
using LongVpo.Media.Live;

namespace LongVpo.Tests.Live;

/// <summary>When the moments of a file that is played at a pace are live.</summary>
public sealed class PacedClockTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(0.5)]
    public void A_moment_is_live_when_it_is_told_at_any_pace(double pace)
    {
        var time = new ManualTime();
        var clock = new PacedClock(time, pace);
        var began = time.GetUtcNow();

        var anchors = Enumerable.Range(0, 13).Select(second => clock.Reading(At(100 + second))).OfType<ClockRead>()
            .Select(read => new ClockAnchored(read.Time, read.Utc, read.FromStream) { Pace = read.Pace }).ToList();

        Assert.Equal([100, 105, 110], anchors.Select(anchor => anchor.Time.Seconds));
        // Any of them alone tells every moment, so a watch that goes on later knows it from its first.
        foreach (var anchor in anchors)
            Assert.All([100.0, 104, 133], second => Assert.Equal(began + clock.Until(At(second)), new UtcMap([anchor]).At(At(second))));
    }

    private static MediaTime At(double second) => new((long)(second * 1_000_000), TimeBase.Microseconds);
}
