using System.Text;

namespace LongVpo.Media.Live;

/// <summary>What FFmpeg asks its proxy for: a tunnel to a host, or one request to be passed on.</summary>
/// <param name="Host">To be connected to.</param>
/// <param name="Port">Of it.</param>
/// <param name="IsTunnel">The bytes that follow are encrypted and pass as they are.</param>
/// <param name="Head">What the server is sent; empty for a tunnel.</param>
internal sealed record HttpGateRequest(string Host, int Port, bool IsTunnel, ReadOnlyMemory<byte> Head)
{
    // Cookies and tokens can be long; a longer head is nothing that FFmpeg sends.
    private const int Longest = 64 * 1024;

    /// <summary>The request of a connection; null when there is none, or none that is understood.</summary>
    public static async Task<HttpGateRequest?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new byte[Longest];
        for (var read = 0; read < head.Length;)
        {
            var got = await stream.ReadAsync(head.AsMemory(read), cancellationToken);
            if (got == 0) return null;
            read += got;
            var end = head.AsSpan(0, read).IndexOf("\r\n\r\n"u8);
            if (end >= 0) return Parse(Encoding.Latin1.GetString(head, 0, end));
        }

        return null;
    }

    /// <summary>The same from the lines of its head.</summary>
    public static HttpGateRequest? Parse(string head)
    {
        ArgumentNullException.ThrowIfNull(head);
        var lines = head.Split("\r\n");
        var words = lines[0].Split(' ');
        if (words is not [var method, var target, var version]) return null;
        var isTunnel = method == "CONNECT";
        if (!Uri.TryCreate(isTunnel ? $"http://{target}" : target, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp) return null;
        if (isTunnel) return new HttpGateRequest(uri.DnsSafeHost, uri.Port, true, default);
        // As it was written, because a path that is spelled anew may be another one to its server.
        var path = target.IndexOfAny(['/', '?'], "http://".Length) is >= 0 and var at ? target[at..] : "/";
        if (path[0] == '?') path = "/" + path;
        var kept = lines.Skip(1).Where(line => !line.StartsWith("Connection:", StringComparison.OrdinalIgnoreCase) && !line.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase));
        var plain = string.Join("\r\n", [$"{method} {path} {version}", .. kept, "Connection: close", "", ""]);
        return new HttpGateRequest(uri.DnsSafeHost, uri.Port, false, Encoding.Latin1.GetBytes(plain));
    }
}
