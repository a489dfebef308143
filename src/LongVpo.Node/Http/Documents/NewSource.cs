using System.Text.Json.Serialization;

namespace LongVpo.Node.Http.Documents;

/// <summary>A source that is to be watched.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record NewSource
{
    /// <summary>Where it is.</summary>
    [JsonPropertyName("url")]
    public required string Url { get; init; }

    /// <summary>What people call it.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    /// <summary>Play a file on its own clock, as if it were live.</summary>
    [JsonPropertyName("asLive")]
    public bool? AsLive { get; init; }

    /// <summary>With asLive: this multiple of the file's own clock; 1 when left out.</summary>
    [JsonPropertyName("speed")]
    public double? Speed { get; init; }

    /// <summary>Which model captions it.</summary>
    [JsonPropertyName("model")]
    public string? Model { get; init; }
}
