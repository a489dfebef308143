using System.Collections.Immutable;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;

namespace LongVpo.Core.Standing;

/// <summary>A question that is pinned to footage: it is asked again whenever a sealed segment may change its answer. With a condition it is an alert.</summary>
public sealed record StandingQuestion
{
    /// <summary>Names it everywhere: lower-case letters and digits.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it.</summary>
    public string? Name { get; init; }

    /// <summary>What is asked; null for an alert whose condition needs no question.</summary>
    public string? Text { get; init; }

    /// <summary>The videos it is about, each by itself; empty means all, also those that come later.</summary>
    public ImmutableArray<VideoId> Videos { get; init; } = [];

    /// <summary>Only footage in this stretch of each video.</summary>
    public TimeRange? Within { get; init; }

    /// <summary>What makes it an alert; null for a question whose changes are told.</summary>
    public AlertCondition? Condition { get; init; }

    /// <summary>How long the condition must hold, in media time, before an episode begins.</summary>
    public TimeSpan HoldOn { get; init; }

    /// <summary>How long it must not hold, in media time, before an episode ends. Shorter pauses are part of the episode.</summary>
    public TimeSpan HoldOff { get; init; }

    /// <summary>Who is told; null when only followers and lists tell of it.</summary>
    public Webhook? Webhook { get; init; }

    /// <summary>When it was pinned, by the clock on the wall.</summary>
    public DateTimeOffset Since { get; init; }
}
