namespace LongVpo.Node;

/// <summary>What a person wants to have simulated, as typed.</summary>
/// <param name="Clip">A video file.</param>
/// <param name="Protocol">One of <see cref="SimulatedSource.Protocols"/>.</param>
public sealed record SimulationChoice(string Clip, string Protocol)
{
    /// <summary>Port on loopback; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>What goes wrong; empty for nothing.</summary>
    public string Faults { get; init; } = string.Empty;

    /// <summary>Decides everything that is drawn.</summary>
    public int Seed { get; init; }

    /// <summary>Seconds of footage in a second.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Whether the clip begins again at its end.</summary>
    public bool Loop { get; init; }
}
