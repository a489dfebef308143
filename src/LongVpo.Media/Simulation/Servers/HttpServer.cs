using System.Globalization;
using System.Net.Sockets;
using LongVpo.Media.Simulation.Faults;

namespace LongVpo.Media.Simulation.Servers;

/// <summary>The stream as one answer to a request that ends when the footage does, as simple cameras and tuners serve it.</summary>
internal sealed class HttpServer : ISimulatedServer
{
    private const string Path = "/live.ts";
    private readonly ReaderSet _readers = new();
    private readonly TcpDoor _door;

    public HttpServer(int port) => _door = new TcpDoor(port, ServeAsync);

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_door.Port}{Path}");

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
        if (await new TextRequestReader(stream).ReadAsync(cancellationToken) is not { } request) return;
        if (request.Target != Path)
        {
            await HttpAnswer.WriteAsync(stream, "404 Not Found", "text/plain", default, cancellationToken);
            return;
        }

        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: video/mp2t\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"u8.ToArray(), cancellationToken);
        if (request.Method == "HEAD") return;
        var reader = _readers.Join();
        try
        {
            await foreach (var unit in reader.ReadAsync(cancellationToken)) await stream.WriteAsync(unit.Bytes, cancellationToken);
        }
        finally
        {
            _readers.Leave(reader);
        }
    }
}
