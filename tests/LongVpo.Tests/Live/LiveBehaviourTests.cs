using System.Net;
using System.Net.Sockets;
using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Time;
using LongVpo.Media.Live;
using LongVpo.Media.Simulation;
using LongVpo.Media.Simulation.Faults;
using LongVpo.Media.Sources;
using LongVpo.Tests.Media.Sources;
using LongVpo.Tests.Simulation;
using Microsoft.Extensions.Logging.Abstractions;

namespace LongVpo.Tests.Live;

/// <summary>What live sources do besides delivering: end, refuse, wait, be left, and be watched again.</summary>
[Collection(nameof(NativeSessions))]
public sealed class LiveBehaviourTests(SimulationClip clip) : IClassFixture<SimulationClip>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_is_still_written_is_followed_to_its_end_on_its_own_clock()
    {
        using var folder = new TempFolder();
        var whole = folder.File("whole.ts");
        await TestClips.MakeAsync(whole, "-i", clip.Path, "-c", "copy", "-output_ts_offset", "7");
        var growing = folder.File("growing.ts");
        var bytes = await File.ReadAllBytesAsync(whole, Cancelled);
        await File.WriteAllBytesAsync(growing, bytes[..(bytes.Length / 3)], Cancelled);

        var options = LiveWatch.Options with { Live = LiveWatch.Options.Live with { GrowingIdle = TimeSpan.FromSeconds(4) } };
        var watching = LiveWatch.OfAsync($"growing:{growing}", _ => false, options);
        for (var part = 1; part < 3; part++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), Cancelled);
            await using var file = new FileStream(growing, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            await file.WriteAsync(bytes.AsMemory(bytes.Length * part / 3, (bytes.Length * (part + 1) / 3) - (bytes.Length * part / 3)), Cancelled);
        }

        var watch = await watching;
        var read = await Tests.Media.Sources.Reading.OfAsync(whole);
        Assert.Equal(StreamEnd.Finished, watch.Ended?.Reason);
        Assert.Equal(read.Frames, watch.Frames);
        Assert.Empty(watch.Gaps);
        Assert.Equal(0, FileFrameSource.LiveSessions);
    }

    [Fact]
    public async Task A_growing_file_whose_coding_changes_ends_where_it_can_no_longer_be_read()
    {
        using var folder = new TempFolder();
        await TestClips.MakeAsync(folder.File("first.ts"), "-i", clip.Path, "-c", "copy", "-t", "4");
        await TestClips.MakeAsync(folder.File("second.ts"), "-i", clip.Path, "-c:v", "mpeg2video", "-c:a", "copy", "-t", "4", "-output_ts_offset", "4");
        var both = folder.File("both.ts");
        await File.WriteAllBytesAsync(both, [.. await File.ReadAllBytesAsync(folder.File("first.ts"), Cancelled), .. await File.ReadAllBytesAsync(folder.File("second.ts"), Cancelled)], Cancelled);
        var options = LiveWatch.Options with { Live = LiveWatch.Options.Live with { GrowingIdle = TimeSpan.FromSeconds(1) } };

        var watch = await LiveWatch.OfAsync($"growing:{both}", _ => false, options);

        Assert.Equal(StreamEnd.DecodeFailed, watch.Ended?.Reason);
        Assert.Contains("changed how it is coded", watch.Ended!.Message, StringComparison.Ordinal);
        Assert.InRange(watch.Frames.Count, 95, 101);
        Assert.Equal(0, FileFrameSource.LiveSessions);
    }

    [Fact]
    public async Task A_source_that_is_silent_is_tried_again_and_left_within_its_time_out()
    {
        // A server that takes connections and never says a word.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var options = LiveWatch.Options with { Live = LiveWatch.Options.Live with { OpenTimeout = TimeSpan.FromSeconds(1) } };
        var url = $"http://user:hunter2@127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/live.ts";

        var watch = await LiveWatch.OfAsync(url, w => w.Losses.Count > 0, options, limit: TimeSpan.FromSeconds(30));

        Assert.Contains("within the time limit", Assert.Single(watch.Losses).Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", watch.Losses[0].Reason, StringComparison.Ordinal);
        Assert.Equal(0, FileFrameSource.LiveSessions);
    }

    [Fact]
    public async Task A_blocked_open_is_left_at_once_when_it_is_cancelled()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var options = LiveWatch.Options with { Live = LiveWatch.Options.Live with { OpenTimeout = TimeSpan.FromMinutes(9), ReadTimeout = TimeSpan.FromMinutes(9) } };

        // The limit cancels; without the interrupt this would last for nine minutes and the test would be stopped.
        await LiveWatch.OfAsync($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/live.ts", _ => false, options, limit: TimeSpan.FromSeconds(1));

        Assert.Equal(0, FileFrameSource.LiveSessions);
    }

    [Fact]
    public async Task A_silence_is_told_while_it_lasts_with_everything_that_came_before_it()
    {
        var request = new SimulationRequest { Clip = clip.Path, Protocol = SimulatedProtocol.Http, Loop = true, Faults = FaultScript.Parse("skip@3+5") };
        await using var simulator = await SourceSimulator.StartAsync(request, TimeProvider.System, Cancelled);
        // The time-out is later than the silence ends, so the connection stands all the while.
        var options = LiveWatch.Options with { Live = LiveWatch.Options.Live with { StallAfter = TimeSpan.FromSeconds(1), ReadTimeout = TimeSpan.FromSeconds(20) } };
        var told = (Frames: 0, Last: 0.0);

        var watch = await LiveWatch.OfAsync(simulator.Url, w =>
        {
            if (w.Losses.Count == 1 && told.Frames == 0) told = (w.Frames.Count, w.Last.Seconds);
            return w.Last.Seconds > 9;
        }, options);

        var truth = Assert.Single(simulator.Faults);
        Assert.True(LiveWatch.IsStall(watch.Losses[0]), watch.ToString());
        Assert.InRange(told.Last, truth.MediaStart.TotalSeconds - 0.2, truth.MediaStart.TotalSeconds);
        Assert.Equal(watch.Losses.Count, watch.Found);
        var gap = Assert.Single(watch.Gaps);
        Assert.InRange(gap.Range.Start.Seconds, truth.MediaStart.TotalSeconds - 0.5, truth.MediaStart.TotalSeconds + 0.5);
        Assert.InRange(gap.Range.End.Seconds, truth.MediaEnd!.Value.TotalSeconds - 0.5, truth.MediaEnd.Value.TotalSeconds + 0.5);
    }

    [Fact]
    public async Task Watching_again_after_a_pause_tells_the_pause_as_a_gap()
    {
        await using var simulator = await StartAsync(SimulatedProtocol.Udp);
        var first = await LiveWatch.OfAsync(simulator.Url, w => w.Last.Seconds > 5);
        var clock = first.Clocks[^1];
        var anchor = new LiveAnchor(first.Last, clock.Utc + first.Last.Since(clock.Time));
        await Task.Delay(TimeSpan.FromSeconds(2), Cancelled);

        var second = await LiveWatch.OfAsync(simulator.Url, w => w.Frames.Count > 50, anchor: anchor);

        // The sender's own position is the truth: its last frame was sent at most a moment before the watch was left.
        var gap = Assert.Single(second.Gaps);
        Assert.Equal(anchor.Time, gap.Range.Start);
        // Sound may be heard before the first key frame.
        Assert.InRange(gap.Range.End.Seconds, second.Frames[0].Seconds - 1.2, second.Frames[0].Seconds);
        Assert.InRange(second.Last.Seconds, simulator.Sent.TotalSeconds - 1.5, simulator.Sent.TotalSeconds + 0.5);
    }

    [Fact]
    public async Task What_comes_while_a_source_is_looked_at_is_seen_by_whoever_watches_it_next()
    {
        await using var simulator = await StartAsync(SimulatedProtocol.Http);
        using var handover = new LiveHandover(TimeProvider.System);
        await new MediaProbe(LiveWatch.Options, TimeProvider.System, handover).DescribeAsync(simulator.Url, Cancelled);
        await Task.Delay(TimeSpan.FromSeconds(2), Cancelled);

        var watch = new LiveWatch();
        var source = new LiveFrameSource(LiveWatch.Options, TimeProvider.System, NullLogger<LiveFrameSource>.Instance, handover);
        await watch.ReadAsync(source, new SourceRequest { Location = simulator.Url }, w => w.Last.Seconds > 5, TimeSpan.FromSeconds(30), Cancelled);

        // The timeline begins with the first picture that was sent, so both are at the same second.
        Assert.InRange(watch.Last.Seconds, simulator.Sent.TotalSeconds - 1.5, simulator.Sent.TotalSeconds + 0.1);
        Assert.Equal(0, FileFrameSource.LiveSessions);
    }

    [Fact]
    public async Task A_connection_that_nobody_fetches_is_closed()
    {
        await using var simulator = await StartAsync(SimulatedProtocol.Http);
        var time = new ManualTime();
        using var handover = new LiveHandover(time);
        await new MediaProbe(LiveWatch.Options, TimeProvider.System, handover).DescribeAsync(simulator.Url, Cancelled);
        Assert.Equal(1, FileFrameSource.LiveSessions);

        time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(0, FileFrameSource.LiveSessions);
    }

    [Fact]
    public async Task A_reader_that_holds_everything_costs_frames_and_no_memory()
    {
        await using var simulator = await StartAsync(SimulatedProtocol.Http);
        var meter = new SourceMeter();
        var options = LiveWatch.Options with { Live = LiveWatch.Options.Live with { QueueFrames = 20 } };
        var source = new LiveFrameSource(options, TimeProvider.System, NullLogger<LiveFrameSource>.Instance);
        await using (var reader = source.ReadAsync(new SourceRequest { Location = simulator.Url, Meter = meter }, Cancelled).GetAsyncEnumerator(Cancelled))
        {
            Assert.True(await reader.MoveNextAsync());
            while (meter.Current.Received < 60)
            {
                var ledger = meter.Current;
                Assert.Equal(ledger.Received, ledger.Delivered + ledger.Dropped + ledger.Pending);
                Assert.InRange(ledger.Pending, 0, 20);
                await Task.Delay(20, Cancelled);
            }

            MediaTime? last = null;
            var dropped = 0;
            while (dropped == 0 && await reader.MoveNextAsync())
            {
                if (reader.Current is FramesDropped told) dropped = told.Frames;
                if (reader.Current is FrameDecoded frame)
                {
                    frame.Sampled?.Dispose();
                    Assert.True(last is null || frame.Time > last);
                    last = frame.Time;
                }
            }

            Assert.True(dropped >= 39, $"{dropped} dropped");
        }

        Assert.Equal(0, FileFrameSource.LiveSessions);
    }

    [Fact]
    public async Task A_camera_that_is_not_there_and_a_scheme_nobody_reads_are_refused_in_a_sentence()
    {
        var probe = new MediaProbe(LiveWatch.Options, TimeProvider.System);

        var camera = await Assert.ThrowsAsync<SourceException>(() => probe.DescribeAsync("device:/dev/video97", Cancelled));
        var scheme = await Assert.ThrowsAsync<SourceException>(() => probe.DescribeAsync("gopher://example.org/film", Cancelled));

        Assert.Contains("/dev/video97", camera.Message, StringComparison.Ordinal);
        Assert.Contains("rtsp", scheme.Message, StringComparison.Ordinal);
        Assert.Equal(0, FileFrameSource.LiveSessions);
    }

    [Fact]
    public void Pauses_double_up_to_their_limit_and_chance_only_shortens_them()
    {
        var options = new LiveOptions { RetryFirst = TimeSpan.FromSeconds(1), RetryMost = TimeSpan.FromSeconds(10), RetryJitter = 0.5 };
        var least = new Backoff(options, () => 0.999999);
        var most = new Backoff(options, () => 0);

        Assert.Equal([1, 2, 4, 8, 10, 10], Enumerable.Range(0, 6).Select(_ => most.Next().TotalSeconds));
        Assert.Equal([0.5, 1, 2, 4, 5], Enumerable.Range(0, 5).Select(_ => Math.Round(least.Next().TotalSeconds, 3)));
        most.Reset();
        Assert.Equal(1, most.Next().TotalSeconds);
    }

    private Task<SourceSimulator> StartAsync(SimulatedProtocol protocol) => SourceSimulator.StartAsync(
        new SimulationRequest { Clip = clip.Path, Protocol = protocol, Loop = true }, TimeProvider.System, Cancelled);
}
