namespace LongVpo.Node.Clips;

/// <summary>Why there is no clip of a stretch.</summary>
public enum ClipAbsence
{
    /// <summary>There is one.</summary>
    None,

    /// <summary>It lies outside what was seen.</summary>
    Outside,

    /// <summary>It was seen, and its footage is not kept, or not any more.</summary>
    Gone,
}
