using LongVpo.Training.Preferences.Pairs;

namespace LongVpo.Training.Preferences.Making;

/// <summary>What became of an attempt: a pair, or the reason why there is none.</summary>
internal sealed record PairAttempt(PreferencePair? Pair, string? Reason)
{
    public static PairAttempt No(string reason) => new(null, reason);
}
