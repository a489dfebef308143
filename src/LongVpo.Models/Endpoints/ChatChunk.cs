using System.Text.Json;
using LongVpo.Core.Models;

namespace LongVpo.Models.Endpoints;

/// <summary>
/// One event of a streamed reply. Read leniently, because services differ in what they leave out, set to null or add: where the usage stands, which reasons they end for, how they tell
/// an error in the middle of a stream.
/// </summary>
/// <param name="Text">Words, possibly none.</param>
/// <param name="Finish">Set by the event that ends the reply.</param>
/// <param name="Usage">Tokens read, of these cached, and written, where the event says so.</param>
/// <param name="Error">What went wrong, in the service's words.</param>
internal readonly record struct ChatChunk(string Text, FinishReason? Finish, ModelUsage? Usage, string? Error)
{
    /// <exception cref="JsonException">It is not an object.</exception>
    public static ChatChunk Parse(ReadOnlySpan<byte> data)
    {
        var reader = new Utf8JsonReader(data);
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object) throw new JsonException("An event of the reply is no object.");
        if (EndpointError.In(root) is { } error) return new ChatChunk(string.Empty, null, null, error);
        var (text, finish) = (string.Empty, (FinishReason?)null);
        if (root.TryGetProperty("choices", out var choices) && choices.ValueKind == JsonValueKind.Array && choices.GetArrayLength() > 0)
        {
            var choice = choices[0];
            // A service that does not stream sends the message whole.
            if (TryObject(choice, "delta", out var said) || TryObject(choice, "message", out said)) text = Words(said);
            if (choice.TryGetProperty("finish_reason", out var reason) && reason.ValueKind == JsonValueKind.String) finish = Reason(reason.GetString()!);
        }

        return new ChatChunk(text, finish, UsageIn(root), null);
    }

    private static string Words(JsonElement said) =>
        said.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.String ? content.GetString()! : string.Empty;

    // Whatever a service calls it, it ended; "abort" and the like come after the words that count.
    private static FinishReason? Reason(string text) => text switch
    {
        "" => null,
        "length" => FinishReason.Length,
        "content_filter" => FinishReason.Filtered,
        _ => FinishReason.Stop,
    };

    private static ModelUsage? UsageIn(JsonElement root)
    {
        if (!TryObject(root, "usage", out var usage)) return null;
        var cached = TryObject(usage, "prompt_tokens_details", out var details) ? Number(details, "cached_tokens") : 0;
        return new ModelUsage(Number(usage, "prompt_tokens"), cached, Number(usage, "completion_tokens"));
    }

    private static bool TryObject(JsonElement from, string name, out JsonElement value) => from.TryGetProperty(name, out value) && value.ValueKind == JsonValueKind.Object;

    private static int Number(JsonElement from, string name) => from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : 0;
}
