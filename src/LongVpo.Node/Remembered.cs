namespace LongVpo.Node;

/// <summary>How much of a video is in the store: whether a question can be answered at once, or footage has to be watched first.</summary>
public enum Remembered
{
    Nothing,

    /// <summary>Some segments are sealed; another process may be at it right now.</summary>
    Partly,

    Whole,
}
