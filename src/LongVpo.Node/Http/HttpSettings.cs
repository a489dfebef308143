namespace LongVpo.Node.Http;

/// <summary>What a person chose for a serving node on the command line, besides the options file.</summary>
public sealed record HttpSettings
{
    /// <summary>Addresses to listen on, separated by semicolons; port 0 takes a free one.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:8080";

    /// <summary>File of API keys; null asks nobody for one, which only works on loopback.</summary>
    public string? ApiKeys { get; init; }

    /// <summary>Whether requests may name files of this machine and addresses of its own network.</summary>
    public bool AllowLocal { get; init; }
}
