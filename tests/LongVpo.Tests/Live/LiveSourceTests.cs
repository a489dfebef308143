using LongVpo.Core.Time;
using LongVpo.Media.Simulation;
using LongVpo.Media.Sources;
using LongVpo.Tests.Media.Sources;

namespace LongVpo.Tests.Live;

/// <summary>Every protocol is watched from a real sender, and every fault leaves a timeline that is true to half a second.</summary>
[Collection(nameof(NativeSessions))]
public sealed class LiveSourceTests(LiveRuns runs, ITestOutputHelper output) : IClassFixture<LiveRuns>
{
    private const string Recoded = "codec@3+6";
    private static readonly TimeSpan Near = TimeSpan.FromSeconds(0.5);

    public static readonly TheoryData<SimulatedProtocol> Protocols = [.. Enum.GetValues<SimulatedProtocol>()];

    public static readonly TheoryData<SimulatedProtocol, string> Losing = new()
    {
        { SimulatedProtocol.Http, "skip@3+2" },
        { SimulatedProtocol.Http, "drop@4+2" },
        { SimulatedProtocol.Hls, "skip@4+2" },
        { SimulatedProtocol.Udp, "skip@3+2" },
        { SimulatedProtocol.Udp, "drop@4+2" },
        { SimulatedProtocol.Rtp, "skip@3+2" },
        { SimulatedProtocol.Rtsp, "skip@3+2" },
        { SimulatedProtocol.Rtsp, "drop@3+2" },
        { SimulatedProtocol.Srt, "skip@3+2" },
        { SimulatedProtocol.Srt, "drop@3+2" },
        { SimulatedProtocol.Rtmp, "skip@3+2" },
        { SimulatedProtocol.Rtmp, "drop@3+2" },
    };

    public static readonly TheoryData<SimulatedProtocol, string> Keeping = new()
    {
        { SimulatedProtocol.Http, "stall@4+3" },
        { SimulatedProtocol.Http, "jump@4+300" },
        { SimulatedProtocol.Http, "jump@4-300" },
        { SimulatedProtocol.Udp, "jump@4-5" },
        { SimulatedProtocol.Http, "wrap@4" },
        { SimulatedProtocol.Hls, "wrap@4" },
        { SimulatedProtocol.Hls, "jump@4+300" },
        { SimulatedProtocol.Hls, "drop@3+2" },
        { SimulatedProtocol.Hls, "drop@3+4.5" },
        { SimulatedProtocol.Rtmp, "wrap@4" },
        { SimulatedProtocol.Http, "dup@4+2:0.3" },
        { SimulatedProtocol.Http, "disc@4+1000" },
        { SimulatedProtocol.Hls, "disc@4+1000" },
        { SimulatedProtocol.Http, "size@3+3" },
        { SimulatedProtocol.Http, "mute@3+3" },
        { SimulatedProtocol.Udp, "loss@3+2:0.05" },
    };

    /// <summary>Every run of these tests: what is watched, what goes wrong, and until which second; without one until the source is lost.</summary>
    internal static readonly (SimulatedProtocol Protocol, string Faults, double? Until)[] All =
    [
        (SimulatedProtocol.Http, Recoded, 14),
        .. Enum.GetValues<SimulatedProtocol>().Select(protocol => (protocol, "", (double?)null)),
        .. Enum.GetValues<SimulatedProtocol>().Select(protocol => (protocol, "", (double?)8)),
        .. Losing.Concat(Keeping).Select(row => (row.Data.Item1, row.Data.Item2, (double?)10)),
    ];

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task A_source_of_each_protocol_is_watched(SimulatedProtocol protocol)
    {
        var (watch, _, sent) = await runs.OfAsync(protocol, "", 8);

        output.WriteLine($"told {sent.TotalSeconds - watch.Last.Seconds:0.00} s after it was sent\n{watch}");
        Assert.InRange(watch.Frames.Count, 195, 230);
        Assert.Equal(MediaTime.Zero, watch.Frames[0]);
        Assert.Empty(watch.Gaps);
        Assert.InRange(watch.Sound.TotalSeconds, 7.0, 9);
        Assert.NotEmpty(watch.Clocks);
        if (protocol == SimulatedProtocol.Hls) AssertTimeOfDay(watch);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task What_came_before_a_sender_went_away_is_told_before_the_loss(SimulatedProtocol protocol)
    {
        var (watch, _, sent) = await runs.OfAsync(protocol, "", null);

        output.WriteLine($"{watch}");
        // The sender's last picture begins one step before its end; whoever cuts a stream into pictures knows the last one is whole only at an end that not every protocol has.
        Assert.InRange(watch.Last.Seconds, sent.TotalSeconds - 0.09, sent.TotalSeconds + 0.01);
        Assert.InRange(watch.LastSound!.Value.Seconds, sent.TotalSeconds - 0.3, sent.TotalSeconds + 0.3);
        Assert.Empty(watch.Gaps);
    }

    [Theory]
    [MemberData(nameof(Losing))]
    public async Task Footage_that_is_lost_leaves_a_gap_where_it_was(SimulatedProtocol protocol, string fault)
    {
        var (watch, happened, _) = await runs.OfAsync(protocol, fault, 10);

        var truth = Assert.Single(happened);
        output.WriteLine($"truth {truth}\n{watch}");
        var gap = Assert.Single(watch.Gaps);
        Assert.InRange(gap.Range.Start.Seconds, truth.MediaStart.TotalSeconds - Near.TotalSeconds, truth.MediaStart.TotalSeconds + Near.TotalSeconds);
        Assert.InRange(gap.Range.End.Seconds, truth.MediaEnd!.Value.TotalSeconds - Near.TotalSeconds, truth.MediaEnd.Value.TotalSeconds + Near.TotalSeconds);
    }

    [Theory]
    [MemberData(nameof(Keeping))]
    public async Task A_fault_that_loses_nothing_leaves_a_whole_timeline(SimulatedProtocol protocol, string fault)
    {
        var (watch, happened, _) = await runs.OfAsync(protocol, fault, 10);

        output.WriteLine($"truth {string.Join(", ", happened)}\n{watch}");
        Assert.Empty(watch.Gaps);
        Assert.InRange(watch.Last.Seconds, 10, 10.2);
        Assert.InRange(watch.Frames.Count, 200, 252);
    }

    [Fact]
    public async Task Another_coding_in_the_same_stream_is_watched_after_a_short_hole()
    {
        var (watch, happened, sent) = await runs.OfAsync(SimulatedProtocol.Http, Recoded, 14);

        output.WriteLine($"truth {string.Join(", ", happened)}\n{watch}");
        Assert.Contains(watch.Frames, time => time.Seconds is > 6.5 and < 8.5);
        Assert.Contains(watch.Frames, time => time.Seconds > 13);
        Assert.All(watch.Losses, lost => Assert.Contains("changed how it is coded", lost.Reason, StringComparison.Ordinal));
        Assert.InRange(watch.Last.Seconds, sent.TotalSeconds - 1.5, sent.TotalSeconds + 0.5);
    }

    // A playlist is behind the sender by its segments: only it says when they were live.
    private static void AssertTimeOfDay(LiveWatch watch)
    {
        var told = watch.Clocks.Find(clock => clock.FromStream);
        Assert.True(told is not null, watch.ToString());
        var arrived = watch.Clocks[0];
        var behind = arrived.Utc - told.Utc - arrived.Time.Since(told.Time);
        Assert.InRange(behind.TotalSeconds, 0.9, 8);
    }

    [Fact]
    public async Task Nothing_stays_open_when_every_source_was_left()
    {
        await runs.AllAsync();

        Assert.Equal(0, FileFrameSource.LiveSessions);
    }
}
