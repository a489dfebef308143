using System.Text.Json.Serialization;

namespace LongVpo.Node.Http.Documents;

/// <summary>An alert's condition, written and shown in the same words.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ConditionDocument
{
    /// <summary>One of found, not_found, text_contains, count and level.</summary>
    [JsonPropertyName("kind")]
    public required string Kind { get; init; }

    /// <summary>With text_contains: the words.</summary>
    [JsonPropertyName("text")]
    public string? Text { get; init; }

    /// <summary>With count: how many at least.</summary>
    [JsonPropertyName("count")]
    public int? Count { get; init; }

    /// <summary>With count: in how many seconds of footage.</summary>
    [JsonPropertyName("withinSeconds")]
    public double? WithinSeconds { get; init; }

    /// <summary>With level: loudness (dBFS), brightness or motion (0 to 1), black or silence.</summary>
    [JsonPropertyName("measure")]
    public string? Measure { get; init; }

    /// <summary>With loudness, brightness and motion: from this level up.</summary>
    [JsonPropertyName("above")]
    public double? Above { get; init; }

    /// <summary>With loudness, brightness and motion: from this level down.</summary>
    [JsonPropertyName("below")]
    public double? Below { get; init; }
}
