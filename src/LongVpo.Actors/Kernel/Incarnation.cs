namespace LongVpo.Actors.Kernel;

/// <summary>
/// One life of an actor, from its start to its failure or stop: what it started (children, work beside the inbox) ends with it, so a restart never meets leftovers.
/// </summary>
internal sealed class Incarnation<TMessage> : IActorContext<TMessage>, IAsyncDisposable
    where TMessage : notnull
{
    private readonly ActorCell<TMessage> _cell;
    private readonly CancellationTokenSource _over;
    private readonly List<IActorCell> _children = [];
    private readonly List<Task> _running = [];
    private volatile bool _ending;

    public Incarnation(ActorCell<TMessage> cell, CancellationToken cancelled)
    {
        _cell = cell;
        _over = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
    }

    public string Name => _cell.Name;

    /// <summary>Set once the actor is made; the actor's constructor gets this context.</summary>
    public IActor<TMessage>? Actor { get; set; }

    public CancellationToken Token => _over.Token;

    public int Waiting => _cell.Waiting;

    public bool TryTellSelf(TMessage message, Lane lane) => _cell.TryTell(message, lane);

    public ActorCell<TChild> Spawn<TChild>(ActorSettings settings, Func<IActorContext<TChild>, IActor<TChild>> create, Func<ActorExit, TMessage> onExit)
        where TChild : notnull
    {
        _children.RemoveAll(c => c.Completion.IsCompleted);
        _running.RemoveAll(t => t.IsCompleted);
        var child = _cell.CreateChild(settings, create);
        _children.Add(child);
        _running.Add(Watch(child, onExit));
        return child;
    }

    public void Run(Func<CancellationToken, Task> work, Func<Exception?, TMessage> onEnd)
    {
        _running.RemoveAll(t => t.IsCompleted);
        _running.Add(RunBeside(work, onEnd));
    }

    /// <summary>Stops the children, then cancels and awaits what runs beside the inbox.</summary>
    public async Task End()
    {
        _ending = true;
        foreach (var child in _children) await child.StopAsync(CancellationToken.None);
        await _over.CancelAsync();
        await Task.WhenAll(_running);
        _children.Clear();
        _running.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await End();
        switch (Actor)
        {
            case IAsyncDisposable disposable: await disposable.DisposeAsync(); break;
            case IDisposable disposable: disposable.Dispose(); break;
        }

        _over.Dispose();
    }

    private async Task Watch(IActorCell child, Func<ActorExit, TMessage> onExit)
    {
        var exit = await child.Completion;
        // The next life has no use for the end of a child that this one took with it.
        if (!_ending) await TellSelf(onExit(exit));
    }

    private async Task RunBeside(Func<CancellationToken, Task> work, Func<Exception?, TMessage> onEnd)
    {
        var running = Task.Run(() => work(_over.Token), CancellationToken.None);
        await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_over.IsCancellationRequested) return;
        // Cancelled by no one who could have wanted it: to the actor that is a failure like any other.
        Exception? failure = running.IsCanceled ? new TaskCanceledException(running) : running.Exception?.InnerException;
        await TellSelf(onEnd(failure));
    }

    // The wait for room happens here, beside the loop that makes room, and ends with the incarnation.
    private async Task TellSelf(TMessage message)
    {
        var told = _cell.OfferAsync(new Envelope<TMessage>(message, null), Lane.Control, _over.Token).AsTask();
        await ((Task)told).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
