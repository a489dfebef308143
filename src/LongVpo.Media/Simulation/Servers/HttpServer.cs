using System.Globalization;
using System.Net.Sockets;

namespace LongVpo.Media.Simulation.Servers;

/// <summary>The stream as one answer to a request that ends when the footage does, as simple cameras and tuners serve it.</summary>
internal sealed class HttpServer(int port) : ReaderServer(port)
{
    private const string Path = "/live.ts";

    public override string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}{Path}");

    protected override async Task ServeAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        if (await new TextRequestReader(stream).ReadAsync(cancellationToken) is not { } request) return;
        if (request.Target != Path)
        {
            await HttpAnswer.WriteAsync(stream, "404 Not Found", "text/plain", default, cancellationToken);
            return;
        }

        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: video/mp2t\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"u8.ToArray(), cancellationToken);
        if (request.Method == "HEAD") return;
        var reader = Readers.Join();
        try
        {
            await foreach (var unit in reader.ReadAsync(cancellationToken)) await stream.WriteAsync(unit.Bytes, cancellationToken);
        }
        finally
        {
            Readers.Leave(reader);
        }
    }
}
