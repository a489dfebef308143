using LongVpo.Media.Simulation.Faults;

namespace LongVpo.Media.Simulation;

/// <summary>What to serve and how. The same request gives the same bytes at the same media times.</summary>
public sealed record SimulationRequest
{
    /// <summary>A file that FFmpeg can read.</summary>
    public required string Clip { get; init; }

    public required SimulatedProtocol Protocol { get; init; }

    /// <summary>Port on loopback; 0, the default, takes a free one, so that simulators can run beside each other.</summary>
    public int Port { get; init; }

    /// <summary>What goes wrong, and when. Nothing by default.</summary>
    public FaultScript Faults { get; init; } = FaultScript.None;

    /// <summary>Decides everything that is drawn: the faults of <c>random:N</c>, which packets are lost and which are sent twice.</summary>
    public int Seed { get; init; }

    /// <summary>Seconds of footage sent in a second; 1 by default, as a camera does. More than 0.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Whether the clip begins again at its end; its timestamps go on. By default the stream ends.</summary>
    public bool Loop { get; init; }

    /// <summary>Whether the footage begins when the first reader is there, so that it sees all of it. A camera does not wait; a test wants to.</summary>
    public bool WaitForReader { get; init; } = true;

    /// <summary>Shortest HLS segment; it is cut at the next key frame. Two seconds are common for low latency.</summary>
    public TimeSpan SegmentLength { get; init; } = TimeSpan.FromSeconds(2);
}
