namespace LongVpo.Core.Options;

/// <summary>What may be opened when a request over HTTP names a source. From the command line, whoever types it may open what they can read.</summary>
public sealed record UrlOptions
{
    /// <summary>Allow files, growing files and devices of this machine. Default no: otherwise anyone who may add a source may read the node's files.</summary>
    public bool AllowLocal { get; init; }

    /// <summary>Allow this machine's own addresses (127.0.0.1, ::1). Default no: services that trust local callers listen there. A node that itself listens on loopback alone allows it anyway: its callers are local.</summary>
    public bool AllowLoopback { get; init; }

    /// <summary>Allow link-local addresses, among them the metadata services of clouds, which hand out credentials. Default no.</summary>
    public bool AllowLinkLocal { get; init; }

    /// <summary>Allow addresses of private networks (10.0.0.0/8, 192.168.0.0/16, fd00::/8). Default yes: that is where cameras are.</summary>
    public bool AllowPrivate { get; init; } = true;
}
