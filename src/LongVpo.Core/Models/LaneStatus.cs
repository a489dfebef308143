namespace LongVpo.Core.Models;

/// <summary>How long one lane's queue is.</summary>
/// <param name="Lane">Which.</param>
/// <param name="Waiting">Requests that have not begun.</param>
/// <param name="UnderWay">Requests that have.</param>
/// <param name="OldestWait">How long the first of them has waited; zero when none does.</param>
public sealed record LaneStatus(ModelLane Lane, int Waiting, int UnderWay, TimeSpan OldestWait);
