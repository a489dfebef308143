using System.Buffers.Binary;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace LongVpo.Collector;

/// <summary>Takes exports over OTLP/HTTP and OTLP/gRPC, prints each as one line of JSON, and answers as the protocol asks, so that an exporter that is refused notices.</summary>
internal sealed class Receiver(string? rawFolder) : IDisposable
{
    private const int GrpcFrame = 5;

    private static readonly Dictionary<string, (string Signal, Shape Shape)> Paths = new(StringComparer.Ordinal)
    {
        ["/v1/traces"] = ("traces", Otlp.Traces),
        ["/v1/metrics"] = ("metrics", Otlp.Metrics),
        ["/v1/logs"] = ("logs", Otlp.Logs),
        ["/opentelemetry.proto.collector.trace.v1.TraceService/Export"] = ("traces", Otlp.Traces),
        ["/opentelemetry.proto.collector.metrics.v1.MetricsService/Export"] = ("metrics", Otlp.Metrics),
        ["/opentelemetry.proto.collector.logs.v1.LogsService/Export"] = ("logs", Otlp.Logs),
    };

    private readonly SemaphoreSlim _line = new(1, 1);
    private int _exports;

    public async Task ReceiveAsync(HttpContext context)
    {
        var type = context.Request.ContentType;
        if (context.Request.Method != "POST" || !Paths.TryGetValue(context.Request.Path.Value!, out var path) || type is not ("application/x-protobuf" or "application/grpc"))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var grpc = type == "application/grpc";
        var message = grpc ? Unframed(body.ToArray()) : body.ToArray();
        var read = WireReader.Read(message, path.Shape);
        await PrintAsync(new JsonObject { ["signal"] = path.Signal, ["over"] = grpc ? "grpc" : "http", ["headers"] = Headers(context.Request), ["export"] = read }, path.Signal, message);
        await AnswerAsync(context.Response, grpc);
    }

    public void Dispose() => _line.Dispose();

    // One message, not compressed, behind its length.
    private static byte[] Unframed(byte[] body)
    {
        if (body.Length < GrpcFrame || body[0] != 0 || BinaryPrimitives.ReadInt32BigEndian(body.AsSpan(1)) != body.Length - GrpcFrame)
            throw new InvalidOperationException("The body is not one uncompressed gRPC message.");
        return body[GrpcFrame..];
    }

    private static async Task AnswerAsync(HttpResponse response, bool grpc)
    {
        response.ContentType = grpc ? "application/grpc" : "application/x-protobuf";
        // An empty response says that everything was taken.
        if (!grpc) return;
        await response.Body.WriteAsync(new byte[GrpcFrame]);
        response.AppendTrailer("grpc-status", "0");
    }

    private static JsonObject Headers(HttpRequest request) =>
        new(request.Headers.Where(h => h.Key.StartsWith("x-", StringComparison.OrdinalIgnoreCase)).Select(h => KeyValuePair.Create(h.Key, (JsonNode?)h.Value.ToString())));

    private async Task PrintAsync(JsonObject export, string signal, byte[] message)
    {
        await _line.WaitAsync();
        try
        {
            if (rawFolder is not null) await File.WriteAllBytesAsync(Path.Combine(rawFolder, $"{_exports++:D4}.{signal}"), message);
            await Console.Out.WriteLineAsync(export.ToJsonString());
            await Console.Out.FlushAsync();
        }
        finally
        {
            _line.Release();
        }
    }
}
