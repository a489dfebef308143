using System.Net;
using System.Net.Sockets;
using LongVpo.Core.Options;

namespace LongVpo.Media.Live;

/// <summary>
/// Decides which places may be opened for someone who asks over the network: pure rules over words and addresses, so that each can be tested. Names are resolved by
/// <see cref="UrlGuard"/>.
/// </summary>
public static class UrlPolicy
{
    private static readonly IPNetwork SharedV4 = IPNetwork.Parse("100.64.0.0/10");

    private static readonly IPNetwork[] PrivateNetworks =
        [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"), SharedV4, IPNetwork.Parse("fc00::/7")];

    // Addresses at which clouds hand out credentials; all but the IPv6 ones are link-local.
    private static readonly IPNetwork[] LinkLocal =
        [IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("fe80::/10"), IPNetwork.Parse("fd00:ec2::254/128"), IPNetwork.Parse("fd20:ce::254/128"), IPNetwork.Parse("100.100.100.200/32")];

    private static readonly IPNetwork[] Loopback = [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")];

    // An IPv4 address inside these is reached through a translator.
    private static readonly IPNetwork[] Translated = [IPNetwork.Parse("64:ff9b::/96")];

    /// <summary>Why a location may not be watched, in one sentence; null when its words allow it. A host that is a name is still to be resolved.</summary>
    public static string? RefusalOf(string location, UrlOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (string.IsNullOrWhiteSpace(location)) return "No source was named: give a URL.";
        LiveLocation parsed;
        try
        {
            parsed = LiveLocation.Parse(location);
        }
        catch (Core.Ports.SourceException e)
        {
            return e.Message;
        }

        if (!parsed.IsUrl) return options.AllowLocal ? null : $"{parsed.Shown} is on this machine, and requests may not open its files and devices: allow it with --allow-local or the option urls.allowLocal.";
        if (HostOf(parsed.Place) is not { Length: > 0 } host) return $"{parsed.Shown} names no host: check the URL.";
        return IPAddress.TryParse(host, out var address) ? RefusalOf(address, parsed.Shown, parsed.Kind, options) : null;
    }

    /// <summary>Why an address may not be reached; null when it may.</summary>
    /// <param name="address">Of the host of <paramref name="shown"/>.</param>
    /// <param name="shown">The URL without credentials, for the sentence.</param>
    /// <param name="options">What is allowed.</param>
    public static string? RefusalOf(IPAddress address, string shown, UrlOptions options) => RefusalOf(address, shown, LiveKind.Http, options);

    /// <summary>The host of a URL in plain form, also where an address is written as one number; null when there is none.</summary>
    internal static string? HostOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.DnsSafeHost : null;

    /// <summary>A URL with an address in the place of its host's name.</summary>
    internal static string WithAddress(string url, IPAddress address)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = url.IndexOfAny(['/', '?', '#'], start) is >= 0 and var at ? at : url.Length;
        // Behind the user's name, and before the port.
        start = url.LastIndexOf('@', end - 1, end - start) is >= 0 and var user ? user + 1 : start;
        var port = url.IndexOf(':', start, end - start) is >= 0 and var colon ? colon : end;
        var text = address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();
        return string.Concat(url.AsSpan(0, start), text, url.AsSpan(port));
    }

    private static string? RefusalOf(IPAddress address, string shown, LiveKind kind, UrlOptions options)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(options);
        var plain = Plain(address);
        // To listen for datagrams is to name an address of one's own, or a group.
        if (kind is LiveKind.Datagram or LiveKind.Srt && (plain.Equals(IPAddress.Any) || plain.Equals(IPAddress.IPv6Any))) return null;
        if (LinkLocal.Any(n => n.Contains(plain))) return options.AllowLinkLocal ? null : $"{shown} leads to {plain}, a link-local or metadata address: allow it with urls.allowLinkLocal.";
        if (Loopback.Any(n => n.Contains(plain)) || plain.Equals(IPAddress.Any) || plain.Equals(IPAddress.IPv6Any))
            return options.AllowLoopback ? null : $"{shown} leads to this machine itself: allow it with urls.allowLoopback.";
        if (PrivateNetworks.Any(n => n.Contains(plain))) return options.AllowPrivate ? null : $"{shown} leads to {plain}, an address of a private network: allow it with urls.allowPrivate.";
        return plain.AddressFamily == AddressFamily.InterNetwork && plain.GetAddressBytes()[0] == 0 ? $"{shown} leads to {plain}, which is no address of a host: check the URL." : null;
    }

    private static IPAddress Plain(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        var bytes = address.GetAddressBytes();
        // A zone is no part of the address, and networks do not match with one.
        return Translated.Any(n => n.Contains(new IPAddress(bytes))) ? new IPAddress(bytes.AsSpan(12)) : new IPAddress(bytes);
    }
}
