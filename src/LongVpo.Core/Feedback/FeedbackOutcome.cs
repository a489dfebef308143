namespace LongVpo.Core.Feedback;

/// <summary>What became of feedback.</summary>
public enum FeedbackOutcome
{
    /// <summary>It is kept.</summary>
    Kept,

    /// <summary>The same giver had said the same; nothing was changed.</summary>
    Same,

    /// <summary>It stands in place of what the same giver had said before.</summary>
    Replaced,

    /// <summary>There is no such answer, or it went with its footage.</summary>
    NoAnswer,

    /// <summary>A segment that it names is not remembered.</summary>
    NoPlace,

    /// <summary>There is as much feedback as may be kept, on this answer or in all.</summary>
    Full,
}
