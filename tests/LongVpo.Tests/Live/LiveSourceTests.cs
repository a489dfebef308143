using LongVpo.Core.Options;
using LongVpo.Core.Time;
using LongVpo.Media.Simulation;
using LongVpo.Media.Simulation.Faults;
using LongVpo.Media.Sources;
using LongVpo.Tests.Media.Sources;
using LongVpo.Tests.Simulation;

namespace LongVpo.Tests.Live;

/// <summary>Every protocol is watched from a real sender, and every fault leaves a timeline that is true to half a second.</summary>
[Collection(nameof(NativeSessions))]
public sealed class LiveSourceTests(SimulationClip clip, ITestOutputHelper output) : IClassFixture<SimulationClip>
{
    private static readonly TimeSpan Near = TimeSpan.FromSeconds(0.5);

    [Theory]
    [InlineData(SimulatedProtocol.Http)]
    [InlineData(SimulatedProtocol.Hls)]
    [InlineData(SimulatedProtocol.Udp)]
    [InlineData(SimulatedProtocol.Rtp)]
    [InlineData(SimulatedProtocol.Rtsp)]
    [InlineData(SimulatedProtocol.Srt)]
    [InlineData(SimulatedProtocol.Rtmp)]
    public async Task A_source_of_each_protocol_is_watched_and_let_go(SimulatedProtocol protocol)
    {
        await using var simulator = await StartAsync(protocol, "");

        var watch = await LiveWatch.OfAsync(simulator.Url, w => w.Last.Seconds > 8);

        output.WriteLine($"{watch}");
        Assert.InRange(watch.Frames.Count, 195, 230);
        Assert.Equal(MediaTime.Zero, watch.Frames[0]);
        Assert.Empty(watch.Gaps);
        Assert.InRange(watch.Sound.TotalSeconds, 7.0, 9);
        Assert.NotEmpty(watch.Clocks);
        Assert.Equal(0, FileFrameSource.LiveSessions);
    }

    [Theory]
    [InlineData(SimulatedProtocol.Http, "skip@3+2")]
    [InlineData(SimulatedProtocol.Http, "drop@4+2")]
    [InlineData(SimulatedProtocol.Hls, "skip@4+2")]
    [InlineData(SimulatedProtocol.Udp, "skip@3+2")]
    [InlineData(SimulatedProtocol.Udp, "drop@4+2")]
    [InlineData(SimulatedProtocol.Rtp, "skip@3+2")]
    [InlineData(SimulatedProtocol.Rtsp, "skip@3+2")]
    [InlineData(SimulatedProtocol.Rtsp, "drop@3+2")]
    [InlineData(SimulatedProtocol.Srt, "skip@3+2")]
    [InlineData(SimulatedProtocol.Srt, "drop@3+2")]
    [InlineData(SimulatedProtocol.Rtmp, "skip@3+2")]
    [InlineData(SimulatedProtocol.Rtmp, "drop@3+2")]
    public async Task Footage_that_is_lost_leaves_a_gap_where_it_was(SimulatedProtocol protocol, string fault)
    {
        await using var simulator = await StartAsync(protocol, fault);

        var watch = await LiveWatch.OfAsync(simulator.Url, w => w.Last.Seconds > 10);

        var truth = Assert.Single(simulator.Faults);
        output.WriteLine($"truth {truth}\n{watch}");
        var gap = Assert.Single(watch.Gaps);
        Assert.InRange(gap.Range.Start.Seconds, truth.MediaStart.TotalSeconds - Near.TotalSeconds, truth.MediaStart.TotalSeconds + Near.TotalSeconds);
        Assert.InRange(gap.Range.End.Seconds, truth.MediaEnd!.Value.TotalSeconds - Near.TotalSeconds, truth.MediaEnd.Value.TotalSeconds + Near.TotalSeconds);
    }

    [Theory]
    [InlineData(SimulatedProtocol.Http, "stall@4+3")]
    [InlineData(SimulatedProtocol.Http, "jump@4+300")]
    [InlineData(SimulatedProtocol.Http, "jump@4-300")]
    [InlineData(SimulatedProtocol.Udp, "jump@4-5")]
    [InlineData(SimulatedProtocol.Http, "wrap@4")]
    [InlineData(SimulatedProtocol.Hls, "wrap@4")]
    [InlineData(SimulatedProtocol.Rtmp, "wrap@4")]
    [InlineData(SimulatedProtocol.Http, "dup@4+2:0.3")]
    [InlineData(SimulatedProtocol.Http, "disc@4+1000")]
    [InlineData(SimulatedProtocol.Hls, "disc@4+1000")]
    [InlineData(SimulatedProtocol.Http, "size@3+3")]
    [InlineData(SimulatedProtocol.Http, "mute@3+3")]
    [InlineData(SimulatedProtocol.Udp, "loss@3+2:0.05")]
    public async Task A_fault_that_loses_nothing_leaves_a_whole_timeline(SimulatedProtocol protocol, string fault)
    {
        await using var simulator = await StartAsync(protocol, fault);

        var watch = await LiveWatch.OfAsync(simulator.Url, w => w.Last.Seconds > 10);

        output.WriteLine($"truth {string.Join(", ", simulator.Faults)}\n{watch}");
        Assert.Empty(watch.Gaps);
        Assert.InRange(watch.Last.Seconds, 10, 10.2);
        Assert.InRange(watch.Frames.Count, 200, 252);
    }

    [Fact]
    public async Task Another_coding_in_the_same_stream_is_watched_after_a_short_hole()
    {
        await using var simulator = await StartAsync(SimulatedProtocol.Http, "codec@3+6");

        var watch = await LiveWatch.OfAsync(simulator.Url, w => w.Last.Seconds > 14);

        output.WriteLine($"truth {string.Join(", ", simulator.Faults)}\n{watch}");
        Assert.Contains(watch.Frames, time => time.Seconds is > 6.5 and < 8.5);
        Assert.Contains(watch.Frames, time => time.Seconds > 13);
        Assert.All(watch.Losses, lost => Assert.Contains("changed how it is coded", lost.Reason, StringComparison.Ordinal));
        Assert.InRange(watch.Last.Seconds, simulator.Sent.TotalSeconds - 1.5, simulator.Sent.TotalSeconds + 0.5);
    }

    private Task<SourceSimulator> StartAsync(SimulatedProtocol protocol, string faults) => SourceSimulator.StartAsync(
        new SimulationRequest { Clip = clip.Path, Protocol = protocol, Faults = FaultScript.Parse(faults), Loop = true, SegmentLength = TimeSpan.FromSeconds(1) },
        TimeProvider.System, TestContext.Current.CancellationToken);
}
