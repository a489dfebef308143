namespace LongVpo.Core.Questions;

/// <summary>What was fetched for a question, and how much of what it asked about that is: an answer from a part of a shelf has to say so.</summary>
/// <param name="Videos">One entry per video that may answer.</param>
/// <param name="LookedAt">Videos that were looked at.</param>
/// <param name="Asked">Videos that were asked about.</param>
/// <param name="Share">Share of the asked segments that was looked at, 0 to 1.</param>
public sealed record ReadFootage(IReadOnlyList<Footage> Videos, int LookedAt, int Asked, double Share);
