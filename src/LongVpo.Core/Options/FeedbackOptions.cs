using System.ComponentModel.DataAnnotations;

namespace LongVpo.Core.Options;

/// <summary>How answers are kept for people to say whether they were right, and how much is kept of what they say.</summary>
public sealed record FeedbackOptions
{
    /// <summary>Answers without feedback that are kept; beyond it the oldest go, and nothing can be said about them any more. Default 10,000: some ten megabytes, and more questions than are asked in a day. 0 keeps none.</summary>
    [Range(0, 10_000_000)]
    public int AnswersKept { get; init; } = 10_000;

    /// <summary>Answers with feedback that are kept; beyond it feedback on further answers is refused, because what people said is not thrown away. Default 20,000: what a preference training of some hours uses.</summary>
    [Range(1, 10_000_000)]
    public int JudgedMost { get; init; } = 20_000;

    /// <summary>Givers of feedback on one answer. Default 16: more say nothing new, and one caller with many addresses must not fill the store.</summary>
    [Range(1, 10_000)]
    public int GiversMost { get; init; } = 16;
}
