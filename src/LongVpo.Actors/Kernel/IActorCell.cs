namespace LongVpo.Actors.Kernel;

/// <summary>A running actor, whatever it understands: enough for a parent to watch and stop it.</summary>
public interface IActorCell : IAsyncDisposable
{
    string Name { get; }

    /// <summary>Completes when the actor has stopped and everything of it is disposed; never fails.</summary>
    Task<ActorExit> Completion { get; }

    /// <summary>Closes the inbox, works off what is in it (under the drain limit), cancels, stops the children, disposes. Safe to call more than once.</summary>
    Task<ActorExit> StopAsync();
}
