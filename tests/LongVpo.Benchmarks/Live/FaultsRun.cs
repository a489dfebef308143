using LongVpo.Core.Videos;
using LongVpo.Media.Simulation;
using LongVpo.Media.Simulation.Faults;
using LongVpo.Node;

namespace LongVpo.Benchmarks.Live;

/// <summary>One fault through the whole program: a simulator that sends, a node that watches, its store that is read afterwards.</summary>
internal static class FaultsRun
{
    // The sender is gone by then, and silence seals what came; a busy machine takes longer.
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(30);

    public static async Task<FaultsVerdict> RunAsync(LocalNode node, string clip, SimulatedProtocol protocol, FaultKind kind, int seed)
    {
        var drawn = FaultScript.Parse("random:1").Draw(seed, TimeSpan.FromSeconds(FaultsClip.Length), [kind]);
        HappenedFault? truth;
        VideoId video;
        var simulator = await SourceSimulator.StartAsync(
            new SimulationRequest { Clip = clip, Protocol = protocol, Faults = drawn, Seed = seed, SegmentLength = TimeSpan.FromSeconds(1) }, TimeProvider.System, CancellationToken.None);
        await using (simulator)
        {
            video = await node.Videos.WatchAsync(new WatchRequest { Location = simulator.Url }, CancellationToken.None);
            await Task.WhenAny(simulator.Completion, Task.Delay(TimeSpan.FromSeconds(60)));
            truth = simulator.Faults.Count > 0 ? simulator.Faults[0] : null;
        }

        await UntilSealedAsync(node, video);
        await node.Videos.StopAsync(video, CancellationToken.None);
        return FaultsVerdict.Of(protocol, seed, truth, drawn.Faults[0], await node.TreeAsync(video, CancellationToken.None));
    }

    private static async Task UntilSealedAsync(LocalNode node, VideoId video)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(since) < LongestEnd)
        {
            var status = await node.Videos.StatusAsync(video, CancellationToken.None);
            var isEnd = status is { Received: { } received, Watermark: { } end } && received.Since(end) < TimeSpan.FromSeconds(0.75) && TimeProvider.System.GetElapsedTime(since) > TimeSpan.FromSeconds(3);
            if (isEnd) return;
            await Task.Delay(TimeSpan.FromSeconds(0.5));
        }
    }
}
