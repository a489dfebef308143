using LongVpo.Core.Time;

namespace LongVpo.Core.Standing;

/// <summary>How far a condition has come in one video: the stretch for which it holds, and whether that has become an episode yet.</summary>
public sealed record EpisodeTrack
{
    /// <summary>The condition does not hold.</summary>
    public static EpisodeTrack Idle { get; } = new();

    /// <summary>From where to where it has held, pauses shorter than the hold-off included; null when it does not.</summary>
    public TimeRange? Open { get; init; }

    /// <summary>The open stretch has lasted for the hold-on and was told.</summary>
    public bool Raised { get; init; }
}
