using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace LongVpo.Node.Http;

/// <summary>Writes documents as responses, the same way everywhere.</summary>
internal static class Replies
{
    public static async Task JsonAsync<T>(HttpContext context, int status, T document, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(document, type);
        await BytesAsync(context, status, "application/json", bytes, cancellationToken);
    }

    public static async Task BytesAsync(HttpContext context, int status, string contentType, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method)) await context.Response.Body.WriteAsync(bytes, cancellationToken);
    }
}
