using System.Text.Json.Serialization;

namespace LongVpo.Node.Http.Documents;

/// <summary>What a caller says about an answer.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record NewFeedback
{
    /// <summary>up, down, correct (with <see cref="Text"/>) or located (with <see cref="Segments"/>).</summary>
    [JsonPropertyName("verdict")]
    public required string Verdict { get; init; }

    /// <summary>With correct: the right answer.</summary>
    [JsonPropertyName("text")]
    public string? Text { get; init; }

    /// <summary>Segments that show it: s00012 where the answer is about one source, else SOURCE/s00012.</summary>
    [JsonPropertyName("segments")]
    public IReadOnlyList<string>? Segments { get; init; }
}
