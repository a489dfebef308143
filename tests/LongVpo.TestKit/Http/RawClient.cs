using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace LongVpo.TestKit.Http;

/// <summary>Speaks HTTP over a bare socket, one connection per request, and reads no more than it needs.</summary>
/// <param name="node">Where the node listens.</param>
public sealed class RawClient(Uri node)
{
    private const int MaxBytes = 1 << 20;

    /// <summary>Sends the bytes and reads until the node closes or the limit passes.</summary>
    public Task<RawResponse> SendAsync(ReadOnlyMemory<byte> bytes, TimeSpan limit, CancellationToken cancellationToken) => SendAsync(bytes, limit, leaveAtEvents: false, cancellationToken);

    /// <param name="bytes">What is sent.</param>
    /// <param name="limit">Longest wait.</param>
    /// <param name="leaveAtEvents">Leave as soon as a stream of events begins, because it would never end.</param>
    /// <param name="cancellationToken">Ends the test.</param>
    public async Task<RawResponse> SendAsync(ReadOnlyMemory<byte> bytes, TimeSpan limit, bool leaveAtEvents, CancellationToken cancellationToken)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(node.Host, node.Port, cancellationToken);
        await using var stream = socket.GetStream();
        var received = new MemoryStream();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(limit);
        try
        {
            await stream.WriteAsync(bytes, stop.Token);
            var buffer = new byte[16_384];
            int read;
            while (received.Length < MaxBytes && (read = await stream.ReadAsync(buffer, stop.Token)) > 0)
            {
                received.Write(buffer, 0, read);
                if (leaveAtEvents && IsEvents(received)) break;
            }
        }
        catch (IOException)
        {
            // Refused in the middle of sending; what came before it counts.
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The limit: the node waits for more, or sends slowly.
        }

        return Parse(Encoding.UTF8.GetString(received.GetBuffer(), 0, (int)received.Length));
    }

    private static bool IsEvents(MemoryStream received)
    {
        var text = Encoding.Latin1.GetString(received.GetBuffer(), 0, (int)Math.Min(received.Length, 2_048));
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return end >= 0 && text.AsSpan(0, end).Contains("text/event-stream", StringComparison.Ordinal);
    }

    private static RawResponse Parse(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var head = end < 0 ? text : text[..end];
        var words = head.Split(' ', 3);
        var status = words.Length >= 2 && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return new RawResponse(status, head, end < 0 ? string.Empty : text[(end + 4)..]);
    }
}
