namespace LongVpo.Node.Contract;

/// <summary>How every video of a store is doing: what <c>longvpo status --json</c> prints.</summary>
/// <param name="At">When this was so.</param>
/// <param name="Running">Whether a program was watching into the store then.</param>
/// <param name="Videos">In the order in which they were added.</param>
public sealed record StatusDocument(DateTimeOffset At, bool Running, IReadOnlyList<VideoStatusDocument> Videos)
{
    /// <summary>The models that the running program has opened, each with its queues; empty when it has none.</summary>
    public IReadOnlyList<ModelStatusDocument> Models { get; init; } = [];

    /// <summary>Where the running program takes requests; left out when it takes none.</summary>
    public string? Url { get; init; }
}
