namespace LongVpo.Actors.Kernel;

/// <summary>How an actor ended, told to whoever watches it.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Failure">What went wrong when it was given up.</param>
public sealed record ActorExit(ActorExitKind Kind, Exception? Failure = null)
{
    public static ActorExit Stopped { get; } = new(ActorExitKind.Stopped);

    public static ActorExit Idle { get; } = new(ActorExitKind.Idle);
}

/// <summary>The ways to end.</summary>
public enum ActorExitKind
{
    /// <summary>It was asked to.</summary>
    Stopped,

    /// <summary>It had nothing to do for long enough.</summary>
    Idle,

    /// <summary>It failed for good, or too often.</summary>
    GivenUp,
}
