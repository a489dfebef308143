namespace LongVpo.Training.Preferences.Pairs;

/// <summary>An attempt that made no pair.</summary>
/// <param name="Attempt">Which one.</param>
/// <param name="Reason">Why; a word that reports count by.</param>
internal sealed record RejectedAttempt(long Attempt, string Reason);
