using System.Globalization;
using System.Text.RegularExpressions;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Media.Native;

namespace LongVpo.Media.Live;

/// <summary>Reads a location: what kind of source it names, what people may be shown of it (never credentials), and how FFmpeg is to open it.</summary>
internal sealed partial record LiveLocation
{
    private const string GrowingPrefix = "growing:";
    private const string DevicePrefix = "device:";

    private static readonly Dictionary<string, (LiveKind Kind, string Protocols)> Schemes = new()
    {
        ["http"] = (LiveKind.Http, "http,https,httpproxy,tcp,tls,crypto"),
        ["https"] = (LiveKind.Http, "http,https,httpproxy,tcp,tls,crypto"),
        ["rtsp"] = (LiveKind.Rtsp, "rtsp,rtp,srtp,tcp,udp,tls"),
        ["rtsps"] = (LiveKind.Rtsp, "rtsp,rtp,srtp,tcp,udp,tls"),
        ["rtmp"] = (LiveKind.Rtmp, "rtmp,rtmps,tcp,tls"),
        ["rtmps"] = (LiveKind.Rtmp, "rtmp,rtmps,tcp,tls"),
        ["srt"] = (LiveKind.Srt, "srt"),
        ["udp"] = (LiveKind.Datagram, "udp"),
        ["rtp"] = (LiveKind.Datagram, "rtp,udp"),
    };

    private LiveLocation(LiveKind kind, string text, string place, string protocols) => (Kind, Text, Place, Protocols, Shown) = (kind, text, place, protocols, Redact(text));

    public LiveKind Kind { get; }

    /// <summary>As it was given.</summary>
    public string Text { get; }

    /// <summary>What is opened: a path or a URL.</summary>
    public string Place { get; }

    /// <summary>What may be written to logs and shown: without passwords and tokens.</summary>
    public string Shown { get; }

    private string Protocols { get; }

    public bool IsUrl => Kind is not (LiveKind.File or LiveKind.Growing or LiveKind.Device);

    /// <exception cref="SourceException">It looks like a URL, and nothing here reads such a URL.</exception>
    public static LiveLocation Parse(string location)
    {
        ArgumentException.ThrowIfNullOrEmpty(location);
        if (location.StartsWith(GrowingPrefix, StringComparison.Ordinal))
            return new LiveLocation(LiveKind.Growing, location, Path.GetFullPath(location[GrowingPrefix.Length..]), "");
        if (location.StartsWith(DevicePrefix, StringComparison.Ordinal)) return new LiveLocation(LiveKind.Device, location, location[DevicePrefix.Length..], "file");
        var colon = location.IndexOf("://", StringComparison.Ordinal);
        if (colon < 0) return new LiveLocation(LiveKind.File, location, Path.GetFullPath(location), "");
        var scheme = location[..colon].ToLowerInvariant();
        if (!Schemes.TryGetValue(scheme, out var known) || location.Any(char.IsControl))
            throw new SourceException($"{Redact(location)} is not a source that can be watched: use a file, or a URL of {string.Join(", ", Schemes.Keys)}.");
        return new LiveLocation(known.Kind, location, location, known.Protocols);
    }

    /// <summary>The text without what lets someone in: user and password, and parameters that are named like a secret.</summary>
    public static string Redact(string text) => Secrets().Replace(UserInfo().Replace(text, "$1"), "$1=…");

    /// <summary>The same place in one spelling, without what lets someone in: what a video's id is made from.</summary>
    public string Identity()
    {
        if (!IsUrl) return $"{Kind}:{Place}";
        var plain = Secrets().Replace(UserInfo().Replace(Place, "$1"), "$1");
        return Uri.TryCreate(plain, UriKind.Absolute, out var uri) ? uri.AbsoluteUri : plain;
    }

    /// <summary>Refuses what cannot be checked as the options want it.</summary>
    /// <exception cref="AvException">It cannot; the detail is the second half of a sentence.</exception>
    public void CheckSecurity(LiveOptions options)
    {
        if (!options.CheckCertificates) return;
        if (Place.StartsWith("rtsps", StringComparison.OrdinalIgnoreCase))
            throw new AvException(AvErrorCode.Unchecked, "FFmpeg checks no certificates of RTSPS: have none checked with live.checkCertificates, or use RTSP in a network that you trust");
        if (options.Certificates is { } file && !File.Exists(file)) throw new AvException(AvErrorCode.Unchecked, $"there is no file {file}, which live.certificates names: correct the path");
    }

    /// <summary>What FFmpeg opens, and with which options.</summary>
    /// <param name="options">Limits.</param>
    /// <param name="url">The place, as it is to be opened.</param>
    /// <param name="more">What else FFmpeg is told.</param>
    public AvPlace ToPlace(LiveOptions options, string url, IEnumerable<KeyValuePair<string, string>> more)
    {
        var settings = new Dictionary<string, string> { ["analyzeduration"] = Microseconds(options.ProbeFor) };
        switch (Kind)
        {
            case LiveKind.Rtsp:
                // Over TCP nothing is lost on the way; servers that only speak UDP are asked second.
                settings["rtsp_flags"] = "prefer_tcp";
                settings["timeout"] = Microseconds(options.ReadTimeout);
                break;
            case LiveKind.Http:
                settings["rw_timeout"] = Microseconds(options.ReadTimeout);
                // A playlist that does not grow is a stall, which the time-out ends, and not the end.
                settings["max_reload"] = "1000000";
                // Every segment is opened by itself and in its turn, so that it can be judged and its time of day be known.
                settings["http_persistent"] = "0";
                settings["http_multiple"] = "0";
                break;
            case LiveKind.Datagram:
                settings["overrun_nonfatal"] = "1";
                settings["fifo_size"] = "50000";
                settings["buffer_size"] = "4194304";
                break;
            default: break;
        }

        if (options.CheckCertificates && Kind is LiveKind.Http or LiveKind.Rtmp) settings["tls_verify"] = "1";
        if (options.CheckCertificates && options.Certificates is { } authorities) settings["ca_file"] = authorities;
        foreach (var (name, value) in more) settings[name] = value;
        return new AvPlace
        {
            Url = url,
            Demuxer = Kind == LiveKind.Device ? "v4l2" : null,
            Options = settings,
            Protocols = Protocols,
            OpenTimeout = options.OpenTimeout,
            Patience = options.StallAfter,
            GrowingIdle = Kind == LiveKind.Growing ? options.GrowingIdle : null,
        };
    }

    private static string Microseconds(TimeSpan span) => ((long)span.TotalMicroseconds).ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^([a-zA-Z][a-zA-Z0-9+.-]*://)[^/?#]*@")]
    private static partial Regex UserInfo();

    [GeneratedRegex(@"(?<=[?&])([^=&#]*(?:token|key|secret|pass|pwd|auth|sig|credential)[^=&#]*)=[^&#]*", RegexOptions.IgnoreCase)]
    private static partial Regex Secrets();
}
