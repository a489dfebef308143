namespace LongVpo.Node.Contract;

/// <summary>How every video of a store is doing: what <c>longvpo status --json</c> prints.</summary>
/// <param name="At">When this was so.</param>
/// <param name="Running">Whether a program was watching into the store then.</param>
/// <param name="Videos">In the order in which they were added.</param>
public sealed record StatusDocument(DateTimeOffset At, bool Running, IReadOnlyList<VideoStatusDocument> Videos)
{
    /// <summary>Where the running program takes requests; left out when it takes none.</summary>
    public string? Url { get; init; }
}
