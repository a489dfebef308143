using System.Globalization;
using System.Net.Sockets;
using LongVpo.Media.Simulation.Faults;

namespace LongVpo.Media.Simulation.Servers.Rtmp;

/// <summary>An RTMP server for players: they connect, ask to play, and get the pictures and sounds as FLV carries them.</summary>
internal sealed class RtmpServer : ISimulatedServer
{
    private readonly ReaderSet _readers = new();
    private readonly TcpDoor _door;
    private readonly bool _wraps;

    /// <param name="port">0 takes a free one.</param>
    /// <param name="wraps">Whether the stream's clock passes its end, so that RTMP's shorter clock must do so at the same moment.</param>
    public RtmpServer(int port, bool wraps)
    {
        _wraps = wraps;
        _door = new TcpDoor(port, ServeAsync);
    }

    public string Url => string.Create(CultureInfo.InvariantCulture, $"rtmp://127.0.0.1:{_door.Port}/live/stream");

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

    private Task ServeAsync(NetworkStream stream, CancellationToken cancellationToken) =>
        new RtmpSession(new RtmpConnection(stream), _readers, new FlvWriter(_wraps)).RunAsync(cancellationToken);
}
