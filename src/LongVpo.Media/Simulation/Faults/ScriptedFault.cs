namespace LongVpo.Media.Simulation.Faults;

/// <summary>One thing that is to go wrong.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">When, on the footage's own clock from its first picture.</param>
public sealed record ScriptedFault(FaultKind Kind, TimeSpan At)
{
    /// <summary>How long; null for what happens at one moment or never ends.</summary>
    public TimeSpan? Length { get; init; }

    /// <summary>By how much timestamps move.</summary>
    public TimeSpan Shift { get; init; }

    /// <summary>Share of packets concerned, from 0 to 1.</summary>
    public double Share { get; init; }
}
