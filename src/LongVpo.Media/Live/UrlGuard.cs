using System.Net;
using System.Net.Sockets;
using LongVpo.Core.Options;

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
