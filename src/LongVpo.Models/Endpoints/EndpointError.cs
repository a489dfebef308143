using System.Text.Json;

namespace LongVpo.Models.Endpoints;

/// <summary>
/// Finds what a service says went wrong. There are four spellings: an object under "error" with a "message" (OpenAI, llama.cpp, newer vLLM and SGLang), plain text under "error"
/// (Ollama's own), an object that calls itself "error" (older vLLM and SGLang), and "detail" (what a Python web framework says by itself).
/// </summary>
internal static class EndpointError
{
    /// <summary>The longest text that is passed on; a service may answer with a whole page.</summary>
    private const int Longest = 300;

    /// <summary>The error in a JSON object, or null when it tells of none.</summary>
    public static string? In(JsonElement root)
    {
        if (root.TryGetProperty("error", out var error))
        {
            if (error.ValueKind == JsonValueKind.String) return Short(error.GetString()!);
            if (error.ValueKind == JsonValueKind.Object) return Short(Message(error) ?? error.GetRawText());
        }

        if (root.TryGetProperty("object", out var kind) && kind.ValueKind == JsonValueKind.String && kind.GetString() == "error") return Short(Message(root) ?? root.GetRawText());
        return root.TryGetProperty("detail", out var detail) && !root.TryGetProperty("choices", out _)
            ? Short(detail.ValueKind == JsonValueKind.String ? detail.GetString()! : detail.GetRawText())
            : null;
    }

    /// <summary>The error in the body of a response, whatever it is.</summary>
    public static string InBody(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object && In(document.RootElement) is { } error ? error : Short(body);
        }
        catch (JsonException)
        {
            return body.Length == 0 ? "no reason given" : Short(body);
        }
    }

    private static string? Message(JsonElement error) => error.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String ? message.GetString() : null;

    private static string Short(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= Longest ? line : string.Concat(line.AsSpan(0, Longest), "…");
    }
}
