using System.Collections.Immutable;

namespace LongVpo.Core.Models.Scheduling;

/// <summary>What one video has had of a lane, and what it still wants there.</summary>
/// <param name="Served">Service received, in millionths of a step, on the lane's common scale.</param>
/// <param name="Waiting">Requests that hold nothing yet, by their number.</param>
/// <param name="Open">Requests that wait or are under way.</param>
public sealed record Account(long Served, ImmutableSortedDictionary<long, RequestId> Waiting, int Open)
{
    public static Account Empty { get; } = new(0, ImmutableSortedDictionary<long, RequestId>.Empty, 0);
}
