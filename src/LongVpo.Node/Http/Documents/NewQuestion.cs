using System.Text.Json.Serialization;

namespace LongVpo.Node.Http.Documents;

/// <summary>A question and what it may look at.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record NewQuestion
{
    /// <summary>In English.</summary>
    [JsonPropertyName("question")]
    public required string Question { get; init; }

    /// <summary>Ids of the sources to ask; all when left out or empty.</summary>
    [JsonPropertyName("sources")]
    public IReadOnlyList<string>? Sources { get; init; }

    /// <summary>Answer as if seen only until this container time, in seconds.</summary>
    [JsonPropertyName("asOf")]
    public double? AsOf { get; init; }

    /// <summary>Look only at what comes after this container time, in seconds.</summary>
    [JsonPropertyName("from")]
    public double? From { get; init; }

    /// <summary>Look only at what comes before this container time, in seconds.</summary>
    [JsonPropertyName("to")]
    public double? To { get; init; }
}
