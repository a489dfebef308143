namespace LongVpo.Actors.Kernel;

/// <summary>How an actor ended, told to whoever watches it.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Failure">What went wrong when it was given up.</param>
public sealed record ActorExit(ActorExitKind Kind, Exception? Failure = null)
{
    public static ActorExit Stopped { get; } = new(ActorExitKind.Stopped);

    public static ActorExit Idle { get; } = new(ActorExitKind.Idle);
}
