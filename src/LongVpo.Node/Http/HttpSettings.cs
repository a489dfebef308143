namespace LongVpo.Node.Http;

/// <summary>What a person chose for a serving node on the command line, besides the options file.</summary>
public sealed record HttpSettings
{
    /// <summary>Addresses to listen on, separated by semicolons; port 0 takes a free one.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:8080";

    /// <summary>File of API keys; null asks nobody for one, which only works on loopback.</summary>
    public string? ApiKeys { get; init; }

    /// <summary>Whether requests may name files, devices and own addresses of this machine.</summary>
    public bool AllowLocal { get; init; }

    /// <summary>Nobody but this machine can call: then a caller could reach its own addresses anyway, and may name them as sources.</summary>
    /// <exception cref="SettingsException">An address cannot be listened on.</exception>
    public bool IsOnLoopbackOnly => ListenAddress.ParseAll(Urls).All(address => address.IsLoopback);
}
