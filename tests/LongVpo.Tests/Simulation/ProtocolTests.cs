using LongVpo.Media.Simulation;
using LongVpo.Media.Simulation.Faults;

namespace LongVpo.Tests.Simulation;

/// <summary>Shows that readers which we did not write can read what is served.</summary>
public sealed class ProtocolTests(SimulationClip clip) : IClassFixture<SimulationClip>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SimulatedProtocol.Http)]
    [InlineData(SimulatedProtocol.Hls)]
    public async Task A_reader_sees_the_whole_clip(SimulatedProtocol protocol)
    {
        await using var simulator = await StartAsync(protocol);

        var reading = await Reading.OfAsync(simulator, Cancelled);

        await simulator.Completion;
        Assert.Equal(["aac", "h264"], reading.Codecs);
        Assert.Equal(SimulationClip.Seconds * SimulationClip.FramesPerSecond, reading.Pictures.Count);
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

    [Fact]
    public async Task A_dropped_connection_is_refused_until_the_fault_is_over()
    {
        await using var simulator = await StartAsync(SimulatedProtocol.Http, "drop@3+2");

        var before = await Reading.OfAsync(simulator, Cancelled);
        await ReconnectAsync(simulator);

        var drop = Assert.Single(simulator.Faults);
        Assert.Equal(3, drop.MediaStart.TotalSeconds, 0.05);
        Assert.InRange(before.Length, 2.8, 3.05);
        Assert.NotNull(drop.MediaEnd);
        Assert.True(drop.MediaEnd >= TimeSpan.FromSeconds(5), $"a reader was served again at {drop.MediaEnd}");
    }

    [Fact]
    public async Task A_loop_goes_on_with_its_timestamps()
    {
        await using var simulator = await SourceSimulator.StartAsync(Request(SimulatedProtocol.Http) with { Loop = true, Speed = 20 }, TimeProvider.System, Cancelled);

        var reading = await Reading.OfAsync(simulator, Cancelled, "-read_intervals", "%+20");

        Assert.InRange(reading.Length, 19, 21);
        Assert.Equal(reading.Pictures.Order(), reading.Pictures);
    }

    private static async Task ReconnectAsync(SourceSimulator simulator)
    {
        using var http = new HttpClient();
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(simulator.Url, Cancelled);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50, Cancelled);
            }
        }
    }

    private SimulationRequest Request(SimulatedProtocol protocol, string faults = "") =>
        new() { Clip = clip.Path, Protocol = protocol, Speed = 4, Faults = FaultScript.Parse(faults) };

    private Task<SourceSimulator> StartAsync(SimulatedProtocol protocol, string faults = "") =>
        SourceSimulator.StartAsync(Request(protocol, faults), TimeProvider.System, Cancelled);
}
