using System.Globalization;
using System.Net;

namespace LongVpo.Node.Http;

/// <summary>An address to listen on, read strictly, because a misread one would open the node to the network.</summary>
/// <param name="Address">Of this machine; any for all of them.</param>
/// <param name="Port">0 takes a free one.</param>
internal sealed record ListenAddress(IPAddress Address, int Port)
{
    public bool IsLoopback => IPAddress.IsLoopback(Address);

    /// <exception cref="SettingsException">Something in it is not an address to listen on.</exception>
    public static IReadOnlyList<ListenAddress> ParseAll(string urls)
    {
        var parts = urls.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0) throw new SettingsException("--urls names no address: write for example http://127.0.0.1:8080.");
        return [.. parts.Select(Parse)];
    }

    private static ListenAddress Parse(string url)
    {
        if (url.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            throw new SettingsException($"--urls {url}: this program speaks plain HTTP; put a proxy that holds the certificate before it, and name an http:// address here.");
        const string Scheme = "http://";
        if (!url.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) throw Wrong(url);
        var place = url[Scheme.Length..].TrimEnd('/');
        var colon = place.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(place.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port > IPEndPoint.MaxPort) throw Wrong(url);
        var host = place[..colon];
        if (host is "*" or "+") return new ListenAddress(IPAddress.Any, port);
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase)) return new ListenAddress(IPAddress.Loopback, port);
        return IPAddress.TryParse(host.Trim('[', ']'), out var address) ? new ListenAddress(address, port) : throw Wrong(url);
    }

    private static SettingsException Wrong(string url) =>
        new($"--urls {url} is not an address to listen on: write http://, an address of this machine (127.0.0.1, 0.0.0.0, localhost, [::1]), a colon and a port.");
}
