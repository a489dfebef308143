using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LongVpo.Node.Http.Streams;

/// <summary>Writes server-sent events, each flushed at once. One writer at a time.</summary>
internal sealed class EventStream
{
    public const string ContentType = "text/event-stream";

    private readonly HttpResponse _response;

    private EventStream(HttpResponse response) => _response = response;

    /// <summary>Sends the headers, so that the caller knows at once that it is listening.</summary>
    public static async Task<EventStream> OpenAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var response = context.Response;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        // Proxies in front of us would otherwise collect events until a buffer is full.
        response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var stream = new EventStream(response);
        await stream.BeatAsync(cancellationToken);
        return stream;
    }

    /// <param name="name">The event's name.</param>
    /// <param name="id">Where a follower may go on; null leaves its last one standing.</param>
    /// <param name="document">What happened.</param>
    /// <param name="type">How it is written.</param>
    /// <param name="cancellationToken">Stops waiting for a slow reader.</param>
    public async Task SendAsync<T>(string name, string? id, T document, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var text = new ArrayBufferWriter<byte>();
        if (id is not null) Append(text, $"id: {id}\n");
        Append(text, $"event: {name}\ndata: ");
        text.Write(JsonSerializer.SerializeToUtf8Bytes(document, type));
        Append(text, "\n\n");
        await WriteAsync(text.WrittenMemory, cancellationToken);
    }

    /// <summary>A comment, which readers ignore: it keeps proxies from closing the line and finds out who has left.</summary>
    public Task BeatAsync(CancellationToken cancellationToken) => WriteAsync(": beat\n\n"u8.ToArray(), cancellationToken);

    private static void Append(ArrayBufferWriter<byte> text, string words) => Encoding.UTF8.GetBytes(words, text);

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _response.Body.WriteAsync(bytes, cancellationToken);
        await _response.Body.FlushAsync(cancellationToken);
    }
}
