namespace LongVpo.Actors.Kernel;

/// <summary>
/// What an actor does with a message; everything else (inbox, loop, restart, leaving when idle) is its cell's work. Messages come one at a time, so its fields need no lock.
/// An actor that also is <see cref="IAsyncDisposable"/> or <see cref="IDisposable"/> is disposed when its incarnation ends, after its children have stopped.
/// </summary>
/// <typeparam name="TMessage">The family of messages it understands.</typeparam>
public interface IActor<TMessage>
    where TMessage : notnull
{
    /// <summary>Carries out one message. Whatever it throws is the supervisor's business; it must not wait for an ancestor's answer.</summary>
    ValueTask HandleAsync(TMessage message, CancellationToken cancellationToken);

    /// <summary>Prepares a new incarnation before its first message, also after each restart: the place to load what is durable.</summary>
    ValueTask StartAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Last words after a failure that is not tried again. The inbox is already closed and the children have stopped.</summary>
    ValueTask GiveUpAsync(Exception failure, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Whether it has something going on, so that an empty inbox does not mean it may leave.</summary>
    bool IsBusy => false;
}
