using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace LongVpo.Node.Http;

/// <summary>A request's body, read whole within the limit before anything is done, and turned into what it says with the place of whatever is wrong.</summary>
internal sealed class RequestBody
{
    private readonly byte[] _bytes;

    private RequestBody(byte[] bytes) => _bytes = bytes;

    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <exception cref="RequestRefusedException">It is not JSON by its type.</exception>
    /// <exception cref="BadHttpRequestException">It is too long or came too slowly.</exception>
    public static async Task<RequestBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!IsJson(request.ContentType)) throw new RequestRefusedException(StatusCodes.Status415UnsupportedMediaType, "The body's Content-Type is not application/json in UTF-8: send JSON and say so.");
        using var whole = new MemoryStream();
        await request.Body.CopyToAsync(whole, cancellationToken);
        return new RequestBody(whole.ToArray());
    }

    /// <exception cref="RequestRefusedException">It is not JSON, or not of this shape; the sentence names the place.</exception>
    public T Parse<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(_bytes, type) ?? throw RequestRefusedException.BadRequest("The body is null: send a JSON object, see /openapi.json.");
        }
        catch (JsonException wrong)
        {
            throw RequestRefusedException.BadRequest(Sentence(wrong));
        }
    }

    private static string Sentence(JsonException wrong)
    {
        var place = wrong.Path is null or "$" ? string.Empty : $" at {wrong.Path}";
        var line = wrong.LineNumber is { } number ? FormattableString.Invariant($" on line {number + 1}, byte {wrong.BytePositionInLine + 1}") : string.Empty;
        return $"The body{place}{line} cannot be used ({Reason(wrong.Message)}): see /openapi.json.";
    }

    /// <summary>The parser's words for syntax, and ours where it would name the types of this program.</summary>
    private static string Reason(string message)
    {
        if (message.Contains("could not be converted", StringComparison.Ordinal)) return "the value is of another type than is wanted here";
        if (message.Contains("null", StringComparison.Ordinal) && message.Contains("on type", StringComparison.Ordinal)) return "null may not stand here";
        var quoted = message.Split('\'', 3) is [_, var first, _] ? first : string.Empty;
        if (message.Contains("could not be mapped", StringComparison.Ordinal)) return $"there is nothing called {quoted} here";
        const string Missing = "including: ";
        var missing = message.IndexOf(Missing, StringComparison.Ordinal);
        if (missing >= 0) return $"it lacks {message[(missing + Missing.Length)..].Split(". ", 2)[0].TrimEnd('.')}";
        if (message.StartsWith("Duplicate", StringComparison.Ordinal)) return $"{quoted} stands there twice";
        if (message.Contains("LongVpo.", StringComparison.Ordinal)) return "it has another shape than is wanted here";
        return message.Split(" Path: ", 2)[0].Split(" LineNumber: ", 2)[0].ReplaceLineEndings(" ").TrimEnd('.', ' ', '|');
    }

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}
