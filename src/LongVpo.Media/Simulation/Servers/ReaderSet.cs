using LongVpo.Media.Simulation.Faults;

namespace LongVpo.Media.Simulation.Servers;

/// <summary>The readers that are connected at the moment.</summary>
internal sealed class ReaderSet
{
    private readonly Lock _gate = new();
    private readonly List<ReaderQueue> _readers = [];
    private readonly TaskCompletionSource _came = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _finished;

    /// <summary>Done when the first reader has joined.</summary>
    public Task Came => _came.Task;

    /// <summary>A new reader's queue; it is at its end at once when the footage is over.</summary>
    public ReaderQueue Join()
    {
        var reader = new ReaderQueue();
        lock (_gate)
        {
            if (_finished) reader.Complete();
            else _readers.Add(reader);
        }

        _came.TrySetResult();
        return reader;
    }

    public void Leave(ReaderQueue reader)
    {
        lock (_gate) _readers.Remove(reader);
    }

    /// <returns>How many readers get it.</returns>
    public int Send(UnitSent unit)
    {
        lock (_gate) return _readers.Count(reader => reader.TrySend(unit));
    }

    /// <summary>Forgets every reader; their connections are cut besides.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            foreach (var reader in _readers) reader.Complete();
            _readers.Clear();
        }
    }

    /// <summary>Ends every queue after what is in it.</summary>
    public void Finish()
    {
        lock (_gate)
        {
            _finished = true;
            foreach (var reader in _readers) reader.Complete();
        }
    }
}
