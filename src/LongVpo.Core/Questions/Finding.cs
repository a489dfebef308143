using System.Collections.Immutable;
using LongVpo.Core.Answers;

namespace LongVpo.Core.Questions;

/// <summary>What one way of answering found in one video, before watermark and coverage are added.</summary>
/// <param name="Found">Whether something answers the question.</param>
/// <param name="Text">One or a few sentences.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Citations">In time order.</param>
public sealed record Finding(bool Found, string Text, double Confidence, ImmutableArray<Citation> Citations)
{
    /// <summary>How often, when that was asked and counted.</summary>
    public int? Times { get; init; }

    /// <summary>Whether counting stopped before the end, so that there may be more.</summary>
    public bool AtLeast { get; init; }

    public static Finding No(string text, double confidence = 0) => new(false, text, confidence, []);
}
