using System.Collections.Immutable;

namespace LongVpo.Training.Preferences.Operation;

/// <summary>What may be made into pairs, and on what terms.</summary>
public sealed record FeedbackPairSettings
{
    /// <summary>Under what terms the footage may be used; null where nobody says.</summary>
    public string? Licence { get; init; }

    /// <summary>Sources that evaluations use.</summary>
    public ImmutableHashSet<string> Held { get; init; } = [];

    /// <summary>Sources that were withdrawn.</summary>
    public ImmutableHashSet<string> Withdrawn { get; init; } = [];

    /// <summary>Givers whose feedback is left out.</summary>
    public ImmutableHashSet<string> NotBy { get; init; } = [];

    /// <summary>Most segments in one pair. Default 32: a composite of Stage 1 has as many clips.</summary>
    public int ClipsMost { get; init; } = 32;
}
