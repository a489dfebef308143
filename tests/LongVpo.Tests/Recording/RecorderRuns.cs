using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Media.Live;
using LongVpo.Media.Recording;
using LongVpo.Media.Simulation;
using LongVpo.Media.Simulation.Faults;
using LongVpo.Media.Sources;
using LongVpo.Tests.Live;
using LongVpo.Tests.Simulation;
using Microsoft.Extensions.Logging.Abstractions;

namespace LongVpo.Tests.Recording;

/// <summary>Recordings of simulated sources beside each other, each with a sender, a port and a folder of its own: they are real time and mostly wait, so one after another they would take minutes.</summary>
public sealed class RecorderRuns : IAsyncLifetime
{
    // More at once do not decode in time on two cores, and what arrives late cannot be placed truly.
    private const int AtOnce = 12;

    private readonly SimulationClip _clip = new();
    private readonly TempFolder _folder = new();
    // The runs belong to all tests of the class and outlive the one that looks first.
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _room = new(AtOnce);
    private readonly Dictionary<RecorderPlan, Task<RecorderRun>> _runs = [];

    public string Clip => _clip.Path;

    /// <summary>What a plan of <see cref="RecorderTests.All"/> left.</summary>
    public Task<RecorderRun> OfAsync(RecorderPlan plan) => _runs[plan];

    public async ValueTask InitializeAsync()
    {
        await _clip.InitializeAsync();
        foreach (var plan in RecorderTests.All) _runs[plan] = RunAsync(plan, _folder.File($"run{_runs.Count}"));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await ((Task)Task.WhenAll(_runs.Values)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _clip.DisposeAsync();
        _folder.Dispose();
        _room.Dispose();
        _stop.Dispose();
    }

    public static RecordingRoom RoomIn(string folder, LongVpoOptions options) => new(folder, options.Recorder, TimeProvider.System, NullLogger<RecordingRoom>.Instance);

    public static LiveFrameSource Source(LongVpoOptions options, RecordingRoom room) => new(options, TimeProvider.System, NullLogger<LiveFrameSource>.Instance, recordings: room);

    public static Task<SourceSimulator> StartAsync(string clip, SimulatedProtocol protocol, string faults, CancellationToken cancellationToken) => SourceSimulator.StartAsync(
        new SimulationRequest { Clip = clip, Protocol = protocol, Faults = FaultScript.Parse(faults), Loop = true, SegmentLength = TimeSpan.FromSeconds(1) },
        TimeProvider.System, cancellationToken);

    private async Task<RecorderRun> RunAsync(RecorderPlan plan, string folder)
    {
        await _room.WaitAsync(_stop.Token);
        try
        {
            await using var simulator = await StartAsync(Clip, plan.Protocol, plan.Faults, _stop.Token);
            var (room, watch, meter) = (RoomIn(folder, plan.Options), new LiveWatch(), new SourceMeter());
            var request = new SourceRequest { Location = simulator.Url, Meter = meter };
            await watch.ReadAsync(Source(plan.Options, room), request, w => w.Last.Seconds > plan.Until, TimeSpan.FromSeconds(60), _stop.Token);
            var video = await new MediaProbe(new SourceOptions()).IdentifyAsync(simulator.Url, _stop.Token);
            return new RecorderRun(video, room, watch, meter, room.Files(video));
        }
        finally
        {
            _room.Release();
        }
    }
}
