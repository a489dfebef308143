using System.Collections.Immutable;

namespace LongVpo.Core.Feedback;

/// <summary>What somebody says about an answer. Of one giver the last counts, so that a change of mind needs no rule of its own.</summary>
public sealed record AnswerFeedback
{
    /// <summary>Longest correction in characters; answers are a sentence or two, and longer texts are no corrections.</summary>
    public const int LongestText = 2_000;

    /// <summary>Most segments that one feedback names; an answer that needs more is no answer from footage.</summary>
    public const int PlacesMost = 32;

    public required FeedbackKind Kind { get; init; }

    /// <summary>What is right, with <see cref="FeedbackKind.Corrected"/> and <see cref="FeedbackKind.Contradicted"/>; else null.</summary>
    public string? Text { get; init; }

    /// <summary>Where it is to be seen; empty where nothing was said.</summary>
    public ImmutableArray<FootagePlace> Places { get; init; } = [];

    /// <summary>Whose key it came with, or from which address; null for the product itself.</summary>
    public string? By { get; init; }

    /// <summary>Digest of the weights that wrote <see cref="Text"/>; null when a person or measurements did.</summary>
    public string? Version { get; init; }

    /// <summary>When it was said, on the wall.</summary>
    public required DateTimeOffset At { get; init; }
}
