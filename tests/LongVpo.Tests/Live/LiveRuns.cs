using LongVpo.Media.Simulation;
using LongVpo.Media.Simulation.Faults;
using LongVpo.Tests.Simulation;

namespace LongVpo.Tests.Live;

/// <summary>Runs of the simulator beside each other: they are real time and mostly wait, so one after another they would take minutes.</summary>
public sealed class LiveRuns : IAsyncLifetime
{
    // More at once do not decode in time on two cores, and what arrives late cannot be placed truly.
    private const int AtOnce = 12;

    private readonly SimulationClip _clip = new();
    // The runs belong to all tests of the class and outlive the one that looks first.
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _room = new(AtOnce);
    private readonly Dictionary<(SimulatedProtocol, string, double?), Task<LiveRunResult>> _runs = [];

    /// <summary>What a run of <see cref="LiveSourceTests.All"/> showed.</summary>
    public Task<LiveRunResult> OfAsync(SimulatedProtocol protocol, string faults, double? until) => _runs[(protocol, faults, until)];

    /// <summary>Done when every run is.</summary>
    public Task AllAsync() => Task.WhenAll(_runs.Values);

    public async ValueTask InitializeAsync()
    {
        await _clip.InitializeAsync();
        foreach (var run in LiveSourceTests.All) _runs[run] = RunAsync(run.Protocol, run.Faults, run.Until);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await AllAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _clip.DisposeAsync();
        _room.Dispose();
        _stop.Dispose();
    }

    private async Task<LiveRunResult> RunAsync(SimulatedProtocol protocol, string faults, double? until)
    {
        await _room.WaitAsync(_stop.Token);
        try
        {
            var request = new SimulationRequest
            {
                Clip = _clip.Path, Protocol = protocol, Faults = FaultScript.Parse(faults), Loop = until is not null, SegmentLength = TimeSpan.FromSeconds(1),
            };
            await using var simulator = await SourceSimulator.StartAsync(request, TimeProvider.System, _stop.Token);
            var watch = await LiveWatch.OfAsync(simulator.Url, w => until is { } end ? w.Last.Seconds > end : w.IsGone, cancelled: _stop.Token);
            return new LiveRunResult(watch, simulator.Faults, simulator.Sent);
        }
        finally
        {
            _room.Release();
        }
    }
}
