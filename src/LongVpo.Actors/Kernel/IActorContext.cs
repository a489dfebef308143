namespace LongVpo.Actors.Kernel;

/// <summary>What an actor may ask of its cell. Children and work belong to the incarnation that started them and end with it.</summary>
/// <typeparam name="TMessage">The actor's own messages.</typeparam>
public interface IActorContext<TMessage>
    where TMessage : notnull
{
    string Name { get; }

    /// <summary>Messages that wait in the actor's inbox now.</summary>
    int Waiting { get; }

    /// <summary>Puts a message into the actor's own inbox; false when the lane is full or the inbox closed.</summary>
    bool TryTellSelf(TMessage message, Lane lane);

    /// <summary>Starts a child and watches it: when it has stopped, what <paramref name="onExit"/> makes of it arrives in the control lane.</summary>
    ActorCell<TChild> Spawn<TChild>(ActorSettings settings, Func<IActorContext<TChild>, IActor<TChild>> create, Func<ActorExit, TMessage> onExit)
        where TChild : notnull;

    /// <summary>Runs work beside the inbox; its end, with what it threw, arrives in the control lane unless it was cancelled with the incarnation.</summary>
    void Run(Func<CancellationToken, Task> work, Func<Exception?, TMessage> onEnd);
}
