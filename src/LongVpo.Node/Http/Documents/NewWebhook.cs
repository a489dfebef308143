using System.Text.Json.Serialization;

namespace LongVpo.Node.Http.Documents;

/// <summary>Who is to be told.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record NewWebhook
{
    /// <summary>An http or https URL.</summary>
    [JsonPropertyName("url")]
    public required string Url { get; init; }

    /// <summary>What notices are signed with, 16 to 256 characters; it is never shown again.</summary>
    [JsonPropertyName("secret")]
    public required string Secret { get; init; }
}
