using LongVpo.Media.Simulation;
using LongVpo.Media.Simulation.Faults;
using LongVpo.Node.Contract;

namespace LongVpo.Node;

/// <summary>A simulated live source for the command line: takes what was typed and tells the truth in the contract's documents.</summary>
public sealed class SimulatedSource : IAsyncDisposable
{
    private readonly SourceSimulator _simulator;

    private SimulatedSource(SourceSimulator simulator, int seed)
    {
        _simulator = simulator;
        Opened = new SimulationDocument(simulator.Url, simulator.Script.ToString(), seed);
        simulator.FaultChanged += happened =>
        {
            if (happened.MediaEnd is not null) FaultOver?.Invoke(DocumentOf(happened));
        };
    }

    /// <summary>Told of every fault when it is over, from the thread that sends: return soon.</summary>
    public event Action<SimulatedFaultDocument>? FaultOver;

    /// <summary>How a clip can be served, in the words of the command line.</summary>
    public static IReadOnlyList<string> Protocols { get; } = [.. Enum.GetNames<SimulatedProtocol>().Select(name => name.ToLowerInvariant())];

    public SimulationDocument Opened { get; }

    /// <summary>Faults that have begun and will be over only with the stream, or never.</summary>
    public IReadOnlyList<SimulatedFaultDocument> Unfinished => [.. _simulator.Faults.Where(f => f.MediaEnd is null).Select(DocumentOf)];

    /// <summary>Done when all footage was sent and every reader has it.</summary>
    public Task Completion => _simulator.Completion;

    /// <exception cref="SettingsException">Something typed cannot be used; one sentence.</exception>
    /// <exception cref="Core.Ports.SourceException">The clip cannot be served; one sentence.</exception>
    public static async Task<SimulatedSource> StartAsync(SimulationChoice choice, CancellationToken cancellationToken)
    {
        try
        {
            var request = new SimulationRequest
            {
                Clip = choice.Clip,
                Protocol = Enum.Parse<SimulatedProtocol>(choice.Protocol, ignoreCase: true),
                Port = choice.Port,
                Faults = FaultScript.Parse(choice.Faults),
                Seed = choice.Seed,
                Speed = choice.Speed,
                Loop = choice.Loop,
            };
            return new SimulatedSource(await SourceSimulator.StartAsync(request, TimeProvider.System, cancellationToken), choice.Seed);
        }
        catch (FormatException wrong)
        {
            throw new SettingsException(wrong.Message, wrong);
        }
    }

    public ValueTask DisposeAsync() => _simulator.DisposeAsync();

    private static SimulatedFaultDocument DocumentOf(HappenedFault happened) => new(
        happened.Word, Round(happened.MediaStart), happened.MediaEnd is { } end ? Round(end) : null, happened.WallStart, happened.WallEnd);

    private static double Round(TimeSpan span) => Math.Round(span.TotalSeconds, 3);
}
