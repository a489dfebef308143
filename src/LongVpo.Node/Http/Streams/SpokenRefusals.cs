using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using LongVpo.Node.Http.Documents;
using Microsoft.AspNetCore.Connections;

namespace LongVpo.Node.Http.Streams;

/// <summary>
/// Gives words to what the web server refuses by itself, before any request reaches us: bytes that are not HTTP, headers that drip or are too many. It answers those with a bare
/// status line, the last thing on its connection, which is the only response here that has no body; it is exchanged for a problem on its way out.
/// </summary>
internal sealed class SpokenRefusals : PipeWriter
{
    private readonly PipeWriter _inner;
    private Memory<byte> _lent;

    private SpokenRefusals(PipeWriter inner) => _inner = inner;

    public override bool CanGetUnflushedBytes => _inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => _inner.UnflushedBytes;

    /// <summary>Stands between the web server and a connection.</summary>
    public static ConnectionDelegate Use(ConnectionDelegate next) => connection =>
    {
        connection.Transport = new Ends(connection.Transport.Input, new SpokenRefusals(connection.Transport.Output));
        return next(connection);
    };

    public override void Advance(int bytes)
    {
        if (StatusOf(_lent.Span[..Math.Min(bytes, _lent.Length)]) is not { } status)
        {
            _inner.Advance(bytes);
            return;
        }

        var spoken = Spoken(status);
        spoken.CopyTo(_inner.GetSpan(spoken.Length));
        _inner.Advance(spoken.Length);
    }

    public override Memory<byte> GetMemory(int sizeHint = 0) => _lent = _inner.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void CancelPendingFlush() => _inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => _inner.Complete(exception);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => _inner.FlushAsync(cancellationToken);

    public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default) => _inner.WriteAsync(source, cancellationToken);

    /// <summary>The status of a bare refusal; null for everything else.</summary>
    private static int? StatusOf(ReadOnlySpan<byte> written)
    {
        if (!written.StartsWith("HTTP/1.1 "u8) || written.Length < 16 || written[9] is not ((byte)'4' or (byte)'5') || !written.EndsWith("\r\n\r\n"u8)) return null;
        var bare = written.IndexOf("\r\nContent-Length: 0\r\n"u8) > 0 && written.IndexOf("\r\nConnection: close\r\n"u8) > 0 && written.IndexOf("\r\nContent-Type:"u8) < 0;
        return bare && int.TryParse(written[9..12], NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? status : null;
    }

    private static byte[] Spoken(int status)
    {
        var problem = Problems.Document(new RequestRefusedException(status, SentenceOf(status)));
        var body = JsonSerializer.SerializeToUtf8Bytes(problem, HttpJson.Readable.ProblemDocument);
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {status} {problem.Title}\r\nContent-Length: {body.Length}\r\nConnection: close\r\nContent-Type: {Problems.ContentType}\r\nCache-Control: no-store\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    private static string SentenceOf(int status) => status switch
    {
        408 => "The request's headers came too slowly (option http.headersLimit): send them at once.",
        413 => "The request's body is longer than this node takes (option http.maxBodyBytes): send less.",
        414 => "The request's first line is too long: name less in the address.",
        431 => "The request has too many headers, or too long ones: send fewer.",
        505 => "This version of HTTP is not spoken here: send HTTP/1.1.",
        _ => "The request cannot be read as HTTP/1.1: see /openapi.json for what can be asked, and use a proxy for TLS, which this node does not speak.",
    };

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
