using System.Collections.Immutable;
using LongVpo.Core.Answers;
using LongVpo.Core.Time;

namespace LongVpo.Core.Standing;

/// <summary>What a standing question knows of one video. It follows from the video's sealed segments alone, so it could be made again from them.</summary>
public sealed record StandingState
{
    /// <summary>Before the video's first event.</summary>
    public static StandingState Empty { get; } = new();

    /// <summary>The video's last event that was taken in.</summary>
    public long Version { get; init; }

    /// <summary>The last answer's words; null before the first, and for alerts.</summary>
    public string? Text { get; init; }

    /// <summary>Whether the last answer was one.</summary>
    public bool Found { get; init; }

    /// <summary>What the last answer rests on.</summary>
    public ImmutableArray<Citation> Citations { get; init; } = [];

    /// <summary>The condition of an alert.</summary>
    public EpisodeTrack Track { get; init; } = EpisodeTrack.Idle;

    /// <summary>Segments that begin before this are in the neighbourhood of one that matched.</summary>
    public MediaTime? NearUntil { get; init; }

    /// <summary>Sealed segments for which the question was asked.</summary>
    public long Evaluations { get; init; }

    /// <summary>Sealed segments that could not change the answer and cost no question.</summary>
    public long Skipped { get; init; }
}
