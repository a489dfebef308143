using System.Net;
using System.Net.Sockets;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
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

    /// <summary>Where a source over RTSP has sent whoever opens it, with its user and password if that is the same host. Blocks while a name is resolved; called on the decoding thread.</summary>
    /// <exception cref="AvException">It leads to where nothing may be opened, or to what is no RTSP.</exception>
    internal LiveLocation Moved(LiveLocation source, string to)
    {
        var own = string.Equals(UrlPolicy.HostOf(to), UrlPolicy.HostOf(source.Place), StringComparison.OrdinalIgnoreCase);
        if (own && Uri.TryCreate(source.Place, UriKind.Absolute, out var before) && before.UserInfo.Length > 0 && Uri.TryCreate(to, UriKind.Absolute, out var after) && after.UserInfo.Length == 0)
            to = to.Insert(to.IndexOf("://", StringComparison.Ordinal) + 3, before.UserInfo + "@");
        try
        {
            var place = LiveLocation.Parse(to);
            if (place.Kind != LiveKind.Rtsp) throw new AvException(AvErrorCode.Denied, $"it leads to {place.Shown}, which is no RTSP");
            // Other names are judged when they are resolved.
            var refusal = own ? null : UrlPolicy.HostOf(to) is { } host && IsThisMachine(host) ? UrlPolicy.RefusalOf(IPAddress.Loopback, place.Shown, _options) : UrlPolicy.RefusalOf(to, _options);
            return refusal is null ? place : throw new AvException(AvErrorCode.Denied, refusal.TrimEnd('.'));
        }
        catch (SourceException unknown)
        {
            throw new AvException(AvErrorCode.Denied, unknown.Message.TrimEnd('.'));
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
