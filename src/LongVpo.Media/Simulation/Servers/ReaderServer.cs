using System.Net.Sockets;
using LongVpo.Media.Simulation.Faults;

namespace LongVpo.Media.Simulation.Servers;

/// <summary>What the protocols over TCP share: readers come through one door, all hear the same units, and closing it lets them go.</summary>
internal abstract class ReaderServer : ISimulatedServer
{
    private readonly TcpDoor _door;

    // The door may be used before a derived constructor has run: what serving needs must be a captured parameter or an initialised field.
    protected ReaderServer(int port) => _door = new TcpDoor(port, ServeAsync);

    public abstract string Url { get; }

    public Task ReaderCame => Readers.Came;

    protected ReaderSet Readers { get; } = new();

    protected int Port => _door.Port;

    public int Send(UnitSent unit) => Readers.Send(unit);

    public void CloseDoor()
    {
        Readers.Clear();
        _door.Close();
    }

    public void OpenDoor() => _door.Open();

    public Task FinishAsync(CancellationToken cancellationToken)
    {
        Readers.Finish();
        return _door.DrainAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => _door.DisposeAsync();

    protected abstract Task ServeAsync(NetworkStream stream, CancellationToken cancellationToken);
}
