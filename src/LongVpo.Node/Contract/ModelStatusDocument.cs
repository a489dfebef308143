namespace LongVpo.Node.Contract;

/// <summary>How one model's worker is doing, as other tools read it; what is not known is left out.</summary>
/// <param name="Model">Its name, as a person wrote it.</param>
/// <param name="Phase">What it is doing: <c>starting</c>, <c>idle</c>, <c>working</c> or <c>down</c>.</param>
/// <param name="Slots">Requests that may be in one step; of a service its connections.</param>
/// <param name="SlotsUsed">Requests in the step that is under way.</param>
/// <param name="TokensPerSecond">Read and written over the latest steps; of a service what it tells.</param>
/// <param name="StepSeconds">Mean of the latest steps.</param>
/// <param name="Steps">Since the program began, as all counts.</param>
/// <param name="Completed">Requests that got their reply.</param>
/// <param name="Refused">Requests that got none.</param>
/// <param name="Crashes">Crashes of the device; its requests began anew.</param>
/// <param name="OutOfMemory">Steps that did not fit and were tried smaller.</param>
/// <param name="Lanes">The queues, most urgent first; those that are empty are left out.</param>
public sealed record ModelStatusDocument(
    string Model, string Phase, int Slots, int SlotsUsed, double TokensPerSecond, double StepSeconds, long Steps, long Completed, long Refused, long Crashes, long OutOfMemory,
    IReadOnlyList<LaneStatusDocument> Lanes)
{
    /// <summary>SHA-256 of the weights, or what a service tells of its model.</summary>
    public string? Version { get; init; }

    /// <summary>Why it is down.</summary>
    public string? Reason { get; init; }

    /// <summary>How full steps were while more was wanted, 0 to 1.</summary>
    public double? Fullness { get; init; }

    /// <summary>What last went wrong, in one sentence.</summary>
    public string? LastFault { get; init; }

    /// <summary>When that was.</summary>
    public DateTimeOffset? LastFaultAt { get; init; }
}
