using System.Collections.Immutable;
using LongVpo.Core.Ports;
using LongVpo.Media.Simulation.Faults;
using LongVpo.Media.Simulation.Servers;
using LongVpo.Media.Simulation.Transport;

namespace LongVpo.Media.Simulation;

/// <summary>
/// A live source on loopback made from a clip, with faults that are written down before and known exactly after, so that everything that watches live streams
/// can be tested against the truth. Read first: <see cref="FaultEngine"/> decides what is sent, this class when, a server how.
/// </summary>
public sealed class SourceSimulator : IAsyncDisposable
{
    private readonly SimulationRequest _request;
    private readonly TimeProvider _time;
    private readonly ClipSet _clips;
    private readonly ISimulatedServer _server;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<int> _dropsOver = [];
    private ImmutableSortedDictionary<int, HappenedFault> _happened = ImmutableSortedDictionary<int, HappenedFault>.Empty;
    private long _sent;

    private SourceSimulator(SimulationRequest request, FaultScript script, ClipSet clips, ISimulatedServer server, TimeProvider time)
    {
        (_request, Script, _clips, _server, _time) = (request, script, clips, server, time);
        Completion = RunAsync(_stop.Token);
    }

    /// <summary>Told of every fault twice, when it begins and when it is over, from the thread that sends: return soon.</summary>
    public event Action<HappenedFault>? FaultChanged;

    /// <summary>What a reader opens.</summary>
    public string Url => _server.Url;

    /// <summary>What goes wrong in this run, with what was drawn.</summary>
    public FaultScript Script { get; }

    /// <summary>The faults that have begun, in the order of the script.</summary>
    public IReadOnlyList<HappenedFault> Faults
    {
        get
        {
            lock (_gate) return [.. _happened.Values];
        }
    }

    /// <summary>The latest moment of the footage that was sent, counted from its first picture; it goes on over the turns of a loop.</summary>
    public TimeSpan Sent => TsClock.Span(Interlocked.Read(ref _sent));

    /// <summary>Done when all footage was sent and every reader has it; cancelled when the simulator is disposed before.</summary>
    public Task Completion { get; }

    /// <summary>Prepares the clip, begins to listen, and returns when <see cref="Url"/> can be opened.</summary>
    /// <param name="request">What to serve.</param>
    /// <param name="time">The clock that the footage is paced by.</param>
    /// <param name="cancellationToken">Stops the preparation; afterwards disposing stops the simulator.</param>
    /// <exception cref="SourceException">The clip cannot be read, the port is taken, or a program is missing; in one sentence.</exception>
    /// <exception cref="FormatException">The faults do not fit the clip or the protocol; in one sentence.</exception>
    public static async Task<SourceSimulator> StartAsync(SimulationRequest request, TimeProvider time, CancellationToken cancellationToken)
    {
        if (request.Speed is not (> 0 and <= 1000)) throw new FormatException($"A speed of {request.Speed} cannot be run: choose more than 0 and up to 1000.");
        var kinds = ServerFactory.Kinds(request.Protocol);
        if (request.Faults.Faults.FirstOrDefault(f => !kinds.Contains(f.Kind)) is { } impossible)
            throw new FormatException($"{request.Protocol} cannot show the fault {FaultText.Write(impossible)}: leave it out or choose another protocol.");

        var main = await ClipMaker.MainAsync(request.Clip, cancellationToken);
        TsClip? codec = null, size = null;
        try
        {
            var script = request.Faults.Draw(request.Seed, TsClock.Span(main.Length), [.. kinds.Where(kind => main.HasVideo || kind != FaultKind.AudioLoss)]);
            if (script.Faults.Any(f => f.Kind == FaultKind.CodecChange)) codec = await ClipMaker.OtherCodecAsync(request.Clip, cancellationToken);
            if (script.Faults.Any(f => f.Kind == FaultKind.SizeChange)) size = await ClipMaker.OtherSizeAsync(request.Clip, cancellationToken);
            var keyGap = TimeSpan.FromTicks(new[] { main, codec, size }.Max(clip => clip is null ? 0 : TsClock.Span(clip.MaxKeyGap).Ticks));
            var server = ServerFactory.Create(request, script, keyGap, time);
            return new SourceSimulator(request, script, new ClipSet(main, codec, size), server, time);
        }
        catch
        {
            main.Dispose();
            codec?.Dispose();
            size?.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await Completion;
        }
        catch (OperationCanceledException)
        {
            // It was disposed before the footage was over.
        }
        finally
        {
            await _server.DisposeAsync();
            _clips.Dispose();
            _stop.Dispose();
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        if (_request.WaitForReader) await _server.ReaderCame.WaitAsync(cancellationToken);
        var start = _time.GetTimestamp();
        var engine = new FaultEngine(_clips, Script, new EngineSettings(_request.Seed, _request.Loop, _server.KeepsPast));
        foreach (var step in engine.Run())
        {
            var wait = (TsClock.Span(step.Due) / _request.Speed) - _time.GetElapsedTime(start);
            if (wait >= TimeSpan.FromMilliseconds(1)) await Task.Delay(wait, _time, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            Do(step);
        }

        await _server.FinishAsync(cancellationToken);
    }

    private void Do(SimulationStep step)
    {
        switch (step)
        {
            case UnitSent unit:
                if (_server.Send(unit) > 0) EndDrops(unit.Media);
                Interlocked.Exchange(ref _sent, Math.Max(_sent, unit.Media));
                break;
            case FaultBegins begins:
                Change(begins.Fault, new HappenedFault(Script.Faults[begins.Fault], TsClock.Span(begins.Media), _time.GetUtcNow()));
                break;
            case FaultEnds ends when Script.Faults[ends.Fault].Kind == FaultKind.Drop && !_server.KeepsPast:
                // The footage goes on, but a drop is over only when a reader is back.
                _dropsOver.Add(ends.Fault);
                break;
            case FaultEnds ends:
                End(ends.Fault, ends.Media);
                break;
            case DoorCloses:
                _server.CloseDoor();
                break;
            case DoorOpens:
                _server.OpenDoor();
                break;
        }
    }

    private void EndDrops(long media)
    {
        foreach (var fault in _dropsOver) End(fault, media);
        _dropsOver.Clear();
    }

    private void End(int fault, long media) => Change(fault, _happened[fault] with { MediaEnd = TsClock.Span(media), WallEnd = _time.GetUtcNow() });

    private void Change(int fault, HappenedFault happened)
    {
        lock (_gate) _happened = _happened.SetItem(fault, happened);
        FaultChanged?.Invoke(happened);
    }
}
