namespace LongVpo.Media.Simulation.Faults;

/// <summary>The truth about one fault as it happened, which is what a watcher's records are measured against.</summary>
/// <param name="Fault">As it was written or drawn.</param>
/// <param name="MediaStart">The footage from here on is concerned, counted from the first picture.</param>
/// <param name="WallStart">When it began.</param>
public sealed record HappenedFault(ScriptedFault Fault, TimeSpan MediaStart, DateTimeOffset WallStart)
{
    /// <summary>
    /// The footage from here on is as it should be; null while the fault lasts. With a skip or a drop it is the first key frame that a reader was sent again,
    /// so that from <see cref="MediaStart"/> to here nothing was there to be seen.
    /// </summary>
    public TimeSpan? MediaEnd { get; init; }

    /// <summary>When it was over; null while it lasts.</summary>
    public DateTimeOffset? WallEnd { get; init; }

    public FaultKind Kind => Fault.Kind;

    /// <summary>The kind as scripts write it.</summary>
    public string Word => FaultText.Word(Kind);
}
