using LongVpo.Core.Ports;
using LongVpo.Media.Simulation;
using LongVpo.Media.Simulation.Faults;

namespace LongVpo.Tests.Simulation;

/// <summary>Shows that readers which we did not write can read what is served.</summary>
public sealed class ProtocolTests(SimulationClip clip) : IClassFixture<SimulationClip>
{
    /// <summary>What the first picture's timestamp says, in seconds.</summary>
    private const double FirstStamp = 10;

    private const int WholeClip = (int)(SimulationClip.Seconds * SimulationClip.FramesPerSecond);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SimulatedProtocol.Http)]
    [InlineData(SimulatedProtocol.Hls)]
    [InlineData(SimulatedProtocol.Rtsp, "-rtsp_transport", "tcp")]
    [InlineData(SimulatedProtocol.Rtsp, "-rtsp_transport", "udp")]
    [InlineData(SimulatedProtocol.Srt)]
    [InlineData(SimulatedProtocol.Rtmp)]
    public async Task A_reader_sees_the_whole_clip(SimulatedProtocol protocol, params string[] options)
    {
        await using var simulator = await StartAsync(protocol);

        var reading = await Reading.OfAsync(simulator, Cancelled, options);

        await simulator.Completion;
        Assert.Equal(["aac", "h264"], reading.Codecs);
        // FFmpeg's RTSP reader leaves the last picture in its buffer when the camera says goodbye.
        Assert.InRange(reading.Pictures.Count, WholeClip - (protocol == SimulatedProtocol.Rtsp ? 1 : 0), WholeClip);
        Assert.InRange(reading.Length, SimulationClip.Seconds - 0.1, SimulationClip.Seconds);
        Assert.InRange(simulator.Sent.TotalSeconds, SimulationClip.Seconds - 0.2, SimulationClip.Seconds + 0.2);
    }

    [Theory]
    [InlineData(SimulatedProtocol.Udp, "?timeout=3000000&fifo_size=100000")]
    [InlineData(SimulatedProtocol.Rtp, "?timeout=3000000")]
    public async Task A_listener_sees_the_whole_clip(SimulatedProtocol protocol, string query)
    {
        await using var simulator = await StartAsync(protocol);

        // Nobody tells a listener that a datagram stream is over: it ends by its own time-out.
        var reading = await Reading.OfAsync(simulator.Url + query, Cancelled);

        Assert.True(simulator.Completion.IsCompletedSuccessfully);
        Assert.Equal(["aac", "h264"], reading.Codecs);
        Assert.InRange(reading.Length, SimulationClip.Seconds - 0.5, SimulationClip.Seconds);
    }

    [Theory]
    [InlineData(SimulatedProtocol.Http)]
    [InlineData(SimulatedProtocol.Rtsp)]
    [InlineData(SimulatedProtocol.Srt)]
    [InlineData(SimulatedProtocol.Rtmp)]
    public async Task A_dropped_connection_ends_and_is_refused_until_the_fault_is_over(SimulatedProtocol protocol)
    {
        // A loop, because nobody knows when a busy machine's reader comes back.
        await using var simulator = await SourceSimulator.StartAsync(Request(protocol, "drop@3+3") with { Loop = true, Speed = 2 }, TimeProvider.System, Cancelled);

        var before = await Reading.OfAsync(simulator, Cancelled);
        var after = await ReadAgainAsync(simulator);

        var drop = Assert.Single(simulator.Faults);
        Assert.Equal(3, drop.MediaStart.TotalSeconds, 0.05);
        Assert.InRange(before.Length, 2, 3.05);
        Assert.NotNull(drop.MediaEnd);
        Assert.True(drop.MediaEnd >= TimeSpan.FromSeconds(6), $"a reader was served again at {drop.MediaEnd}");
        Assert.Equal(FirstStamp + drop.MediaEnd.Value.TotalSeconds, after.Pictures[0], 0.1);
    }

    [Theory]
    [InlineData(SimulatedProtocol.Hls, "stall@3+2", 300, 11.9, 12.05)]
    [InlineData(SimulatedProtocol.Hls, "skip@3.5+2", 235, 11.9, 12.05)]
    [InlineData(SimulatedProtocol.Hls, "drop@5+2", 300, 11.9, 12.05)]
    [InlineData(SimulatedProtocol.Hls, "wrap@3", 300, 11.9, 12.05)]
    // FFmpeg shows the other coding as one more stream, which its probe does not list.
    [InlineData(SimulatedProtocol.Hls, "codec@4+3", 225, 11.9, 12.05)]
    [InlineData(SimulatedProtocol.Hls, "disc@4+100", 300, 111.9, 112.05)]
    [InlineData(SimulatedProtocol.Http, "jump@5+100", 300, 111.9, 112.05)]
    [InlineData(SimulatedProtocol.Http, "skip@3.5+2", 235, 11.9, 12.05)]
    [InlineData(SimulatedProtocol.Rtmp, "skip@3.5+2", 235, 11.9, 12.05)]
    [InlineData(SimulatedProtocol.Rtmp, "jump@5+100", 300, 111.9, 112.05)]
    [InlineData(SimulatedProtocol.Rtmp, "size@4+3", 300, 11.9, 12.05)]
    public async Task A_reader_meets_the_fault_and_reads_on_to_the_end(SimulatedProtocol protocol, string script, int pictures, double shortest, double longest)
    {
        await using var simulator = await StartAsync(protocol, script);

        var reading = await Reading.OfAsync(simulator, Cancelled);

        Assert.NotNull(Assert.Single(simulator.Faults).MediaEnd);
        Assert.InRange(reading.Pictures.Count, pictures - 6, pictures + 6);
        Assert.InRange(reading.Length, shortest, longest);
    }

    [Fact]
    public async Task Nothing_is_left_behind_when_a_simulator_is_disposed_in_the_middle()
    {
        var simulator = await SourceSimulator.StartAsync(Request(SimulatedProtocol.Http) with { Speed = 1, Loop = true }, TimeProvider.System, Cancelled);
        using var http = new HttpClient();
        using var answer = await http.GetAsync(simulator.Url, HttpCompletionOption.ResponseHeadersRead, Cancelled);
        await using var stream = await answer.Content.ReadAsStreamAsync(Cancelled);
        Assert.True(await stream.ReadAsync(new byte[188], Cancelled) > 0);

        await simulator.DisposeAsync();

        Assert.True(simulator.Completion.IsCanceled);
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(simulator.Url, Cancelled));
    }

    [Fact]
    public async Task What_cannot_be_served_is_refused_in_one_sentence()
    {
        var missing = await Assert.ThrowsAsync<SourceException>(() => SourceSimulator.StartAsync(Request(SimulatedProtocol.Hls) with { Clip = "nowhere.mp4" }, TimeProvider.System, Cancelled));
        var impossible = await Assert.ThrowsAsync<FormatException>(() => StartAsync(SimulatedProtocol.Rtmp, "codec@3"));
        await using var first = await StartAsync(SimulatedProtocol.Http);
        var taken = await Assert.ThrowsAsync<SourceException>(
            () => SourceSimulator.StartAsync(Request(SimulatedProtocol.Http) with { Port = new Uri(first.Url).Port }, TimeProvider.System, Cancelled));

        Assert.Contains("nowhere.mp4", missing.Message, StringComparison.Ordinal);
        Assert.Contains("codec@3", impossible.Message, StringComparison.Ordinal);
        Assert.Contains("choose another --port", taken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_seed_sends_the_same_bytes_and_another_seed_others()
    {
        var first = await BytesAsync(seed: 5);
        var again = await BytesAsync(seed: 5);
        var other = await BytesAsync(seed: 6);

        Assert.True(first.Length > 100_000);
        Assert.True(first.AsSpan().SequenceEqual(again));
        Assert.False(first.AsSpan().SequenceEqual(other));
    }

    [Fact]
    public async Task A_loop_goes_on_with_its_timestamps()
    {
        await using var simulator = await SourceSimulator.StartAsync(Request(SimulatedProtocol.Http) with { Loop = true, Speed = 20 }, TimeProvider.System, Cancelled);

        var reading = await Reading.OfAsync(simulator, Cancelled, "-read_intervals", "%+20");

        Assert.InRange(reading.Length, 19, 21);
        Assert.Equal(reading.Pictures.Order(), reading.Pictures);
    }

    private async Task<byte[]> BytesAsync(int seed)
    {
        var request = Request(SimulatedProtocol.Http, "loss@2+4:0.1,dup@7+3:0.3") with { Seed = seed, Speed = 20 };
        await using var simulator = await SourceSimulator.StartAsync(request, TimeProvider.System, Cancelled);
        using var http = new HttpClient();
        return await http.GetByteArrayAsync(simulator.Url, Cancelled);
    }

    private static async Task<Reading> ReadAgainAsync(SourceSimulator simulator)
    {
        for (var attempt = 0; attempt < 50; attempt++)
            if (await Reading.TryAsync(simulator.Url, Cancelled, "-read_intervals", "%+3") is { } reading) return reading;
        throw new TimeoutException($"{simulator.Url} was never served again.");
    }

    private SimulationRequest Request(SimulatedProtocol protocol, string faults = "") =>
        new() { Clip = clip.Path, Protocol = protocol, Speed = 4, Faults = FaultScript.Parse(faults) };

    private Task<SourceSimulator> StartAsync(SimulatedProtocol protocol, string faults = "") =>
        SourceSimulator.StartAsync(Request(protocol, faults), TimeProvider.System, Cancelled);
}
