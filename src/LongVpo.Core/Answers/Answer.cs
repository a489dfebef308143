using System.Collections.Immutable;
using LongVpo.Core.Time;

namespace LongVpo.Core.Answers;

/// <summary>What is said to a question, what it rests on, and how far the footage had been seen.</summary>
public sealed record Answer
{
    public required string Text { get; init; }

    /// <summary>False is the honest no: nothing seen or said up to the watermark answers it.</summary>
    public required bool Found { get; init; }

    /// <summary>0 to 1: how well the evidence fits the question, not a probability.</summary>
    public required double Confidence { get; init; }

    /// <summary>In time order within each video.</summary>
    public required ImmutableArray<Citation> Citations { get; init; }

    /// <summary>How far the asked videos had been seen: the earliest end of the last sealed segment among them; null when nothing is sealed.</summary>
    public MediaTime? Watermark { get; init; }

    /// <summary>Share of the asked range that is sealed, 0 to 1.</summary>
    public double Coverage { get; init; }

    /// <summary>What a model had to do with it; null when none was asked.</summary>
    public ModelShare? Model { get; init; }

    /// <summary>One sentence when a video that was asked about is not watched any more although it should be, so that a no is not taken for a lasting one; else null.</summary>
    public string? Caution { get; init; }
}
