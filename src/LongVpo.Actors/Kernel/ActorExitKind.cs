namespace LongVpo.Actors.Kernel;

/// <summary>The ways an actor can end, since a watcher treats a stop it asked for and a failure differently.</summary>
public enum ActorExitKind
{
    /// <summary>It was asked to.</summary>
    Stopped,

    /// <summary>It had nothing to do for long enough.</summary>
    Idle,

    /// <summary>It failed for good, or too often.</summary>
    GivenUp,
}
