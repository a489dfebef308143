using System.Net;
using System.Net.Sockets;
using LongVpo.Core.Options;
using LongVpo.Media.Native;

namespace LongVpo.Media.Live;

/// <summary>Applies <see cref="UrlPolicy"/> to names as well, after resolving them: a name may lead anywhere.</summary>
public sealed class UrlGuard
{
    private readonly UrlOptions _options;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve;

    public UrlGuard(UrlOptions options)
        : this(options, Dns.GetHostAddressesAsync)
    {
    }

    /// <param name="options">What is allowed.</param>
    /// <param name="resolve">Finds the addresses of a name.</param>
    public UrlGuard(UrlOptions options, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(resolve);
        (_options, _resolve) = (options, resolve);
    }

    /// <summary>Why a request may not have this location watched, in one sentence for whoever asked; null when it may.</summary>
    public async Task<string?> RefusalAsync(string location, CancellationToken cancellationToken)
    {
        if (UrlPolicy.RefusalOf(location, _options) is { } refusal) return refusal;
        var parsed = LiveLocation.Parse(location);
        if (!parsed.IsUrl || UrlPolicy.HostOf(parsed.Place) is not { } host || IPAddress.TryParse(host, out _)) return null;
        try
        {
            var addresses = await _resolve(host, cancellationToken);
            return addresses.Select(address => UrlPolicy.RefusalOf(address, parsed.Shown, _options)).FirstOrDefault(refused => refused is not null);
        }
        catch (SocketException)
        {
            return $"{parsed.Shown} names a host that cannot be found: check the name.";
        }
    }

    /// <summary>
    /// The addresses at which a source may have a host opened; null when it may not. The source's own host may be any address that was named outright; a name, of which another may
    /// decide where it leads, is judged at every opening.
    /// </summary>
    internal async Task<IPAddress[]?> AddressesAsync(string source, string host, CancellationToken cancellationToken)
    {
        var own = string.Equals(host, UrlPolicy.HostOf(source), StringComparison.OrdinalIgnoreCase);
        if (IPAddress.TryParse(host, out var named)) return own || UrlPolicy.RefusalOf(named, host, _options) is null ? [named] : null;
        try
        {
            var addresses = await _resolve(host, cancellationToken);
            return (own && IsThisMachine(host)) || addresses.All(a => UrlPolicy.RefusalOf(a, host, _options) is null) ? addresses : null;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    /// <summary>
    /// The URL of a source that is not reached over HTTP, with the address in the place of its host's name where the protocol does not need the name. Blocks while the name is
    /// resolved; called on the decoding thread.
    /// </summary>
    /// <exception cref="AvException">The name leads to where nothing may be opened, or nowhere.</exception>
    internal string Pinned(LiveLocation location)
    {
        if (location.Kind is not (LiveKind.Rtsp or LiveKind.Rtmp or LiveKind.Srt or LiveKind.Datagram) || UrlPolicy.HostOf(location.Place) is not { Length: > 0 } host) return location.Place;
        if (IPAddress.TryParse(host, out _) || IsThisMachine(host)) return location.Place;
        try
        {
            var addresses = Dns.GetHostAddresses(host);
            if (addresses.Select(a => UrlPolicy.RefusalOf(a, location.Shown, _options)).FirstOrDefault(r => r is not null) is { } refusal) throw new AvException(AvErrorCode.Denied, refusal.TrimEnd('.'));
            // Certificates and virtual hosts are chosen by the name.
            if (location.Kind == LiveKind.Rtmp || location.Place.StartsWith("rtsps", StringComparison.OrdinalIgnoreCase) || addresses.Length == 0) return location.Place;
            return UrlPolicy.WithAddress(location.Place, addresses[0]);
        }
        catch (SocketException)
        {
            throw new AvException(AvErrorCode.Missing, $"no address is known for {host}");
        }
    }

    // Names that nobody else decides about.
    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.Equals(Dns.GetHostName(), StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether a source may have something else opened, such as the segments of a playlist: on its own host always, elsewhere what the policy allows, and never anything but
    /// HTTP. Blocks while a name is resolved; called on the decoding thread.
    /// </summary>
    internal bool AllowsNested(string source, string nested)
    {
        const string encrypted = "crypto+";
        var url = nested.StartsWith(encrypted, StringComparison.Ordinal) ? nested[encrypted.Length..] : nested;
        // The place itself is opened through here as well.
        if (url == source) return true;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)) return false;
        if (string.Equals(uri.DnsSafeHost, UrlPolicy.HostOf(source), StringComparison.OrdinalIgnoreCase)) return true;
        try
        {
            var addresses = IPAddress.TryParse(uri.DnsSafeHost, out var address) ? [address] : Dns.GetHostAddresses(uri.DnsSafeHost);
            return addresses.All(a => UrlPolicy.RefusalOf(a, url, _options) is null);
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
