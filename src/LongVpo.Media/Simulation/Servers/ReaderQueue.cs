using System.Threading.Channels;
using LongVpo.Media.Simulation.Faults;

namespace LongVpo.Media.Simulation.Servers;

/// <summary>The units on their way to one reader. It is bounded; when it is full the reader is too slow and is cut off, because a live source waits for nobody.</summary>
internal sealed class ReaderQueue
{
    /// <summary>About a minute of pictures and sound.</summary>
    private const int Capacity = 4096;

    private readonly Channel<UnitSent> _units = Channel.CreateBounded<UnitSent>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private bool _begun;

    /// <summary>Whether the reader gets it: it begins with a key frame, and a full queue ends it.</summary>
    public bool TrySend(UnitSent unit)
    {
        if (!_begun && !unit.IsKey) return false;
        _begun = true;
        if (_units.Writer.TryWrite(unit)) return true;
        _units.Writer.TryComplete(new IOException("A reader was too slow for the live stream."));
        return false;
    }

    /// <summary>No more comes; what is under way is still delivered.</summary>
    public void Complete() => _units.Writer.TryComplete();

    /// <exception cref="IOException">The reader was too slow.</exception>
    public IAsyncEnumerable<UnitSent> ReadAsync(CancellationToken cancellationToken) => _units.Reader.ReadAllAsync(cancellationToken);
}
