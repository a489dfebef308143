namespace LongVpo.Node.Contract;

/// <summary>One queue of a model's worker.</summary>
/// <param name="Lane">Whose requests: <c>live_question</c>, <c>standing_question</c>, <c>live_caption</c>, <c>archive_caption</c>, <c>preference_data</c> or <c>training</c>.</param>
/// <param name="Waiting">Requests that have not begun.</param>
/// <param name="UnderWay">Requests that have.</param>
/// <param name="OldestWaitSeconds">How long the first of those that wait has waited.</param>
public sealed record LaneStatusDocument(string Lane, int Waiting, int UnderWay, double OldestWaitSeconds);
