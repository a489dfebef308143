namespace LongVpo.Core.Feedback;

/// <summary>What is said about an answer.</summary>
public enum FeedbackKind
{
    /// <summary>It is right.</summary>
    Up,

    /// <summary>It is wrong.</summary>
    Down,

    /// <summary>It is wrong, and this is right.</summary>
    Corrected,

    /// <summary>What was asked for is to be seen at these places; the words are left as they are.</summary>
    Located,

    /// <summary>The product itself answered otherwise later, over the same footage.</summary>
    Contradicted,
}
