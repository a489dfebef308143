using System.Globalization;
using System.Text;

namespace LongVpo.Media.Simulation.Servers;

/// <summary>Writes whole answers of HTTP on a connection that stays open.</summary>
internal static class HttpAnswer
{
    public static async Task WriteAsync(Stream stream, string status, string type, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {status}\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\nCache-Control: no-store\r\n\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), cancellationToken);
        await stream.WriteAsync(body, cancellationToken);
    }
}
