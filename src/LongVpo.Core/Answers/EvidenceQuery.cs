using System.Collections.Immutable;
using LongVpo.Core.Observations;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;

namespace LongVpo.Core.Answers;

/// <summary>What to look for in the memory: words, filters and limits, with no trace of how the question was worded.</summary>
public sealed record EvidenceQuery
{
    /// <summary>
    /// Words to look for; each group holds spellings that mean the same, and a line that matches more groups ranks higher. Empty lists what the filters leave, in time order.
    /// </summary>
    public ImmutableArray<ImmutableArray<string>> Words { get; init; } = [];

    /// <summary>Words that must stand next to each other, as quoted in a question; null when none are.</summary>
    public string? Phrase { get; init; }

    /// <summary>Only these videos; empty means all.</summary>
    public ImmutableArray<VideoId> Videos { get; init; } = [];

    /// <summary>Only observations of these kinds; empty means all words (screen text, subtitles, captions) and no measurements.</summary>
    public ImmutableArray<ObservationKind> Kinds { get; init; } = [];

    public TimeRange? Within { get; init; }

    public MediaTime? AsOf { get; init; }

    public DateTimeOffset? SealedBy { get; init; }

    /// <summary>Most evidence to return.</summary>
    public int Limit { get; init; } = 50;
}
