using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Time;
using LongVpo.Media.Live;

namespace LongVpo.Tests.Live;

/// <summary>Where moments of a source's clock come to lie on the timeline, for every way in which such a clock may break.</summary>
public sealed class LiveTimelineTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_timeline_begins_at_zero_and_keeps_the_ticks_of_transport_streams()
    {
        var timeline = new LiveTimeline(new LiveOptions(), anchor: null);

        timeline.Begin(Raw(8_589_934_000));

        Assert.Equal(MediaTime.Zero, timeline.Place(Raw(8_589_934_000)));
        Assert.Equal(3_003, timeline.Place(Raw(8_589_934_000 + 3_003)).Pts);
        Assert.Equal(LiveTimeline.Ticks, timeline.Place(Raw(8_589_934_000)).TimeBase);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(3600)]
    public void After_a_reconnect_the_source_clock_goes_on_where_the_wall_agrees(double away)
    {
        var timeline = Watched(seconds: 10);

        timeline.Reconnect();
        Assert.True(timeline.IsSettling);
        var same = timeline.Settle(Seen(rawFrom: 110 + away, wallFrom: 10 + away), At(10));

        Assert.True(same);
        Assert.Equal(10 + away, timeline.Place(Seconds(110 + away)).Seconds, 1e-6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(50_000)]
    public void A_clock_that_began_anew_is_placed_by_the_wall(double rawAfter)
    {
        var timeline = Watched(seconds: 10);

        timeline.Reconnect();
        var same = timeline.Settle(Seen(rawAfter, wallFrom: 17), At(10));

        Assert.False(same);
        Assert.Equal(17, timeline.Place(Seconds(rawAfter)).Seconds, 0.1);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(5, true)]
    [InlineData(60, false)]
    public void A_playlist_that_comes_back_seconds_older_than_before_is_still_on_the_same_clock(double late, bool same)
    {
        var timeline = Watched(seconds: 10);
        timeline.InPieces = true;

        timeline.Reconnect();

        Assert.Equal(same, timeline.Settle(Seen(rawFrom: 113 - late, wallFrom: 13), At(10)));
    }

    [Theory]
    [InlineData(110, true)]
    [InlineData(104, true)]
    [InlineData(111, false)]
    [InlineData(30, false)]
    public void A_playlist_that_goes_on_where_it_was_lost_is_on_the_same_clock_however_late_it_comes(double rawFrom, bool same)
    {
        var timeline = Watched(seconds: 10);
        (timeline.InPieces, timeline.IsResumed) = (true, true);

        timeline.Reconnect();

        Assert.Equal(same, timeline.Settle(Seen(rawFrom, wallFrom: 50), At(10)));
        // What is caught up does not make the source later than it is.
        if (same) Assert.Equal(Wall(10), timeline.Note(timeline.Place(Seconds(110)), Wall(50), null)?.Utc);
    }

    [Fact]
    public void What_a_server_held_back_is_placed_when_it_was_live_and_not_when_it_arrived()
    {
        var timeline = Watched(seconds: 10);

        timeline.Reconnect();
        // Four seconds of footage arrive at once at 20, then live.
        var burst = Enumerable.Range(0, 100).Select(i => Sighting(500 + (i * 0.04), 20)).Concat(Enumerable.Range(0, 25).Select(i => Sighting(504 + (i * 0.04), 20.04 + (i * 0.04))));
        timeline.Settle([.. burst], At(10));

        Assert.Equal(16, timeline.Place(Seconds(500)).Seconds, 0.1);
    }

    [Fact]
    public void A_jump_of_the_clock_that_costs_no_time_leaves_no_hole()
    {
        var timeline = Watched(seconds: 10);

        timeline.Jump(Seconds(110), TimeSpan.FromSeconds(-300));
        var same = timeline.Settle(Seen(rawFrom: 110, wallFrom: 10), At(10));

        Assert.False(same);
        Assert.Equal(10, timeline.Place(Seconds(110)).Seconds, 1e-6);
        Assert.Equal(9.9, timeline.Place(Seconds(109.9)).Seconds, 1e-6);
    }

    [Fact]
    public void A_hole_in_the_clock_that_the_wall_confirms_stays_a_hole()
    {
        var timeline = Watched(seconds: 10);

        // The demuxer closed a hole of two seconds; the wall says that two seconds passed.
        timeline.Jump(Seconds(110), TimeSpan.FromSeconds(-2));
        var same = timeline.Settle(Seen(rawFrom: 110, wallFrom: 12), At(10));

        Assert.True(same);
        Assert.Equal(12, timeline.Place(Seconds(110)).Seconds, 1e-6);
    }

    [Fact]
    public void A_reconnect_after_a_jump_still_knows_the_source_clock()
    {
        var timeline = Watched(seconds: 10);
        timeline.Jump(Seconds(110), TimeSpan.FromSeconds(-300));
        timeline.Settle(Seen(rawFrom: 110, wallFrom: 10), At(10));
        for (var i = 0; i < 100; i++) timeline.Note(timeline.Place(Seconds(110 + (i * 0.04))), Wall(10 + (i * 0.04)), null);

        timeline.Reconnect();
        // The new connection tells the source's own time, 300 s ahead of the repaired one.
        var same = timeline.Settle(Seen(rawFrom: 416, wallFrom: 16), At(14));

        Assert.True(same);
        Assert.Equal(16, timeline.Place(Seconds(416)).Seconds, 1e-6);
    }

    [Fact]
    public void A_clock_that_wrapped_between_two_connections_is_the_same_clock()
    {
        var timeline = new LiveTimeline(new LiveOptions(), anchor: null);
        const long nearTheEnd = (1L << 33) - (5 * 90_000);
        timeline.Begin(Raw(nearTheEnd));
        for (var i = 0; i < 50; i++) timeline.Note(timeline.Place(Raw(nearTheEnd + (i * 3600))), Wall(i * 0.04), null);

        timeline.Reconnect();
        var same = timeline.Settle([.. Enumerable.Range(0, 25).Select(i => new LiveSighting(Raw((3 * 90_000) + (i * 3600)), Wall(8 + (i * 0.04)), null))], At(2));

        Assert.True(same);
        Assert.Equal(8, timeline.Place(Raw(3 * 90_000)).Seconds, 1e-3);
    }

    [Fact]
    public void Watching_again_goes_on_behind_what_was_seen_by_as_long_as_the_pause()
    {
        var timeline = new LiveTimeline(new LiveOptions(), new LiveAnchor(At(600), Wall(600)));

        Assert.True(timeline.IsSettling);
        timeline.Settle(Seen(rawFrom: 3, wallFrom: 960), At(600));

        Assert.Equal(960, timeline.Place(Seconds(3)).Seconds, 0.1);
    }

    [Fact]
    public void The_stream_own_time_of_day_counts_more_than_arrival()
    {
        var timeline = new LiveTimeline(new LiveOptions(), anchor: null);
        timeline.Begin(Seconds(100));
        for (var i = 0; i < 50; i++) timeline.Note(timeline.Place(Seconds(100 + (i * 0.04))), Wall(5 + (i * 0.04)), Wall(i * 0.04));

        timeline.Reconnect();
        // Two minutes late by arrival, but the stream says when it was live.
        timeline.Settle([.. Enumerable.Range(0, 25).Select(i => new LiveSighting(Seconds(7 + (i * 0.04)), Wall(130 + (i * 0.04)), Wall(10 + (i * 0.04))))], At(2));

        Assert.Equal(10, timeline.Place(Seconds(7)).Seconds, 1e-3);
    }

    [Fact]
    public void The_clock_is_read_at_the_start_after_a_break_and_when_it_drifts_but_not_with_every_burst()
    {
        var timeline = new LiveTimeline(new LiveOptions(), anchor: null);
        timeline.Begin(Seconds(100));
        var readings = new List<ClockRead>();

        // Segments of four seconds arrive at once: the least delayed picture of each is equally late.
        for (var i = 0; i < 1500; i++) Note(i * 0.04, wall: 4 + (Math.Floor(i * 0.04 / 4) * 4));
        var steady = readings.Count;
        // The sender pauses for five seconds and goes on where it stopped.
        for (var i = 1500; i < 3000; i++) Note(i * 0.04, wall: 9 + (Math.Floor(i * 0.04 / 4) * 4));

        Assert.InRange(steady, 1, 2);
        Assert.Equal(steady + 1, readings.Count);
        Assert.Equal(5, (readings[^1].Utc - readings[steady - 1].Utc).TotalSeconds - (readings[^1].Time.Seconds - readings[steady - 1].Time.Seconds), 0.1);
        Assert.All(readings, reading => Assert.False(reading.FromStream));

        void Note(double time, double wall)
        {
            if (timeline.Note(At(time), Wall(wall), null) is { } reading) readings.Add(reading);
        }
    }

    [Fact]
    public void A_container_clock_is_left_as_it_is()
    {
        var timeline = new LiveTimeline(new LiveOptions(), anchor: null, containerClock: true);
        var time = new MediaTime(1001, new TimeBase(1, 30_000));

        Assert.Equal(time, timeline.Place(time));
        Assert.Equal(30_000, timeline.Place(time).TimeBase.Denominator);
        Assert.Null(timeline.Note(time, Noon, null));
    }

    private static LiveTimeline Watched(double seconds)
    {
        var timeline = new LiveTimeline(new LiveOptions(), anchor: null);
        timeline.Begin(Seconds(100));
        for (var i = 0; i < seconds * 25; i++) timeline.Note(timeline.Place(Seconds(100 + (i * 0.04))), Wall(i * 0.04), null);
        return timeline;
    }

    private static List<LiveSighting> Seen(double rawFrom, double wallFrom) =>
        [.. Enumerable.Range(0, 25).Select(i => Sighting(rawFrom + (i * 0.04), wallFrom + (i * 0.04)))];

    private static LiveSighting Sighting(double raw, double wall) => new(Seconds(raw), Wall(wall), null);

    private static DateTimeOffset Wall(double seconds) => Noon.AddTicks((long)(seconds * TimeSpan.TicksPerSecond));

    private static MediaTime Raw(long ticks) => new(ticks, new TimeBase(1, 90_000));

    private static MediaTime Seconds(double seconds) => Raw((long)Math.Round(seconds * 90_000));

    private static MediaTime At(double seconds) => MediaTime.FromSeconds(seconds);
}
