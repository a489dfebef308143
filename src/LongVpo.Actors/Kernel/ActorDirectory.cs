namespace LongVpo.Actors.Kernel;

/// <summary>
/// Finds the one actor of an id, starting it when it is spoken to: never two at once, because a new one is made only after the old one has stopped and disposed of everything.
/// </summary>
/// <typeparam name="TKey">What ids are.</typeparam>
/// <typeparam name="TMessage">What the actors understand.</typeparam>
public sealed class ActorDirectory<TKey, TMessage> : IAsyncDisposable
    where TKey : notnull
    where TMessage : notnull
{
    private readonly Func<TKey, ActorCell<TMessage>> _start;
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, ActorCell<TMessage>> _cells = [];
    private bool _closed;

    public ActorDirectory(Func<TKey, ActorCell<TMessage>> start)
    {
        ArgumentNullException.ThrowIfNull(start);
        _start = start;
    }

    /// <summary>Ids whose actor runs now.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _cells.Count(c => !c.Value.Completion.IsCompleted);
        }
    }

    /// <summary>Tells the actor of an id, starting it if need be; waits while its lane is full.</summary>
    /// <exception cref="ObjectDisposedException">The directory is closed.</exception>
    public async ValueTask TellAsync(TKey key, TMessage message, Lane lane, CancellationToken cancellationToken)
    {
        while (true)
        {
            var cell = Get(key);
            if (await cell.OfferAsync(new Envelope<TMessage>(message, null), lane, cancellationToken)) return;
            await cell.Completion.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Asks the actor of an id, starting it if need be; see <see cref="ActorCell{TMessage}.AskAsync"/>. The limit counts anew when the actor was just leaving.</summary>
    /// <exception cref="ObjectDisposedException">The directory is closed.</exception>
    public async Task<TAnswer> AskAsync<TAnswer>(TKey key, Func<Reply<TAnswer>, TMessage> ask, TimeSpan limit, CancellationToken cancellationToken)
    {
        while (true)
        {
            var cell = Get(key);
            if (await cell.TryAskAsync(ask, limit, cancellationToken) is (true, var answer)) return answer!;
            await cell.Completion.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Stops the actor of an id if it runs.</summary>
    public async Task StopAsync(TKey key)
    {
        ActorCell<TMessage>? cell;
        lock (_gate) cell = _cells.GetValueOrDefault(key);
        if (cell is not null) await cell.StopAsync();
    }

    /// <summary>Stops all actors; none is started any more.</summary>
    public async ValueTask DisposeAsync()
    {
        List<ActorCell<TMessage>> cells;
        lock (_gate)
        {
            _closed = true;
            cells = [.. _cells.Values];
        }

        await Task.WhenAll(cells.Select(c => c.StopAsync()));
    }

    private ActorCell<TMessage> Get(TKey key)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (_cells.TryGetValue(key, out var running) && !running.Completion.IsCompleted) return running;
            var cell = _start(key);
            _cells[key] = cell;
            _ = ForgetAsync(key, cell);
            return cell;
        }
    }

    // A directory would otherwise grow by every id it ever heard of.
    private async Task ForgetAsync(TKey key, ActorCell<TMessage> cell)
    {
        await cell.Completion;
        lock (_gate)
        {
            if (_cells.GetValueOrDefault(key) == cell) _cells.Remove(key);
        }
    }
}
