using LongVpo.Training.Preferences.Pairs;

namespace LongVpo.Training.Preferences.Stage1;

/// <summary>What became of an attempt: a pair, or the reason why there is none.</summary>
internal sealed record Stage1Attempt(PreferencePair? Pair, string? Reason)
{
    public static Stage1Attempt No(string reason) => new(null, reason);
}
