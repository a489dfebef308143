namespace LongVpo.Node.Contract;

/// <summary>A line of <c>longvpo simulate --json</c> for each fault when it is over: the truth that a watcher's records are measured against.</summary>
/// <param name="Fault">Its kind, as scripts write it.</param>
/// <param name="MediaStart">Second of the footage from which on it mattered, counted from the first picture.</param>
/// <param name="MediaEnd">Second from which on all was well again; null when it never ended.</param>
/// <param name="WallStart">When it began.</param>
/// <param name="WallEnd">When it was over; null when it never ended.</param>
public sealed record SimulatedFaultDocument(string Fault, double MediaStart, double? MediaEnd, DateTimeOffset WallStart, DateTimeOffset? WallEnd);
