using System.Text.Json.Serialization;

namespace LongVpo.Node.Http.Documents;

/// <summary>A question that is to be pinned, with a condition when it is an alert.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record NewStanding
{
    /// <summary>In English; alerts of kind level need none, and text_contains may leave it out.</summary>
    [JsonPropertyName("question")]
    public string? Question { get; init; }

    /// <summary>What people call it.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    /// <summary>Ids of the sources it is pinned to; all, also later ones, when left out or empty.</summary>
    [JsonPropertyName("sources")]
    public IReadOnlyList<string>? Sources { get; init; }

    /// <summary>Only what comes after this container time, in seconds.</summary>
    [JsonPropertyName("from")]
    public double? From { get; init; }

    /// <summary>Only what comes before this container time, in seconds.</summary>
    [JsonPropertyName("to")]
    public double? To { get; init; }

    /// <summary>What makes it an alert.</summary>
    [JsonPropertyName("condition")]
    public ConditionDocument? Condition { get; init; }

    /// <summary>How long the condition must hold before an episode begins; 0 when left out.</summary>
    [JsonPropertyName("holdOnSeconds")]
    public double? HoldOnSeconds { get; init; }

    /// <summary>How long it must not hold before the episode ends; the option standing.holdOff when left out.</summary>
    [JsonPropertyName("holdOffSeconds")]
    public double? HoldOffSeconds { get; init; }

    /// <summary>Who is told.</summary>
    [JsonPropertyName("webhook")]
    public NewWebhook? Webhook { get; init; }

    /// <summary>Take in what is remembered already, as if it happened now.</summary>
    [JsonPropertyName("fromTheBeginning")]
    public bool? FromTheBeginning { get; init; }
}
