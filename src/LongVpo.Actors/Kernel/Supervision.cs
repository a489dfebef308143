namespace LongVpo.Actors.Kernel;

/// <summary>What a failure means for the actor it happened in.</summary>
public enum Supervision
{
    /// <summary>A new incarnation, after a pause, unless it happened too often. The message that failed is not handed in again.</summary>
    Restart,

    /// <summary>The message was bad, the actor is not: go on with the next.</summary>
    Resume,

    /// <summary>Trying again cannot help.</summary>
    GiveUp,
}
