using System.Globalization;
using System.Net.Sockets;
using LongVpo.Media.Simulation.Faults;

namespace LongVpo.Media.Simulation.Servers;

/// <summary>An RTSP camera (RFC 2326) with one track: the transport stream in RTP, over UDP or within the connection.</summary>
internal sealed class RtspServer : ISimulatedServer
{
    private readonly ReaderSet _readers = new();
    private readonly TcpDoor _door;
    private readonly int _seed;
    private readonly TimeProvider _time;

    public RtspServer(int port, int seed, TimeProvider time)
    {
        (_seed, _time) = (seed, time);
        _door = new TcpDoor(port, ServeAsync);
    }

    public string Url => string.Create(CultureInfo.InvariantCulture, $"rtsp://127.0.0.1:{_door.Port}/live");

    public Task ReaderCame => _readers.Came;

    public int Send(UnitSent unit) => _readers.Send(unit);

    public void CloseDoor()
    {
        _readers.Clear();
        _door.Close();
    }

    public void OpenDoor() => _door.Open();

    public Task FinishAsync(CancellationToken cancellationToken)
    {
        _readers.Finish();
        return _door.DrainAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => _door.DisposeAsync();

    private async Task ServeAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        await using var session = new RtspSession(stream, Url, new RtpPacketizer(_seed), _readers, _time);
        await session.RunAsync(cancellationToken);
    }
}
