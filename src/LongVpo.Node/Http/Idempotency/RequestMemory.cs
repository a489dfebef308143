using System.Security.Cryptography;
using LongVpo.Core.Options;
using Microsoft.AspNetCore.Http;

namespace LongVpo.Node.Http.Idempotency;

/// <summary>
/// Makes a POST that is sent again with the same Idempotency-Key happen once: the second gets the first one's response. It lives as long as the process;
/// adding a source is safe beyond that, because the same URL is the same source. Full, it forgets the oldest.
/// </summary>
internal sealed class RequestMemory(HttpOptions options, TimeProvider time)
{
    private const string Header = "Idempotency-Key";
    private const int MaxKeyLength = 128;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Queue<(string Name, Entry Entry)> _order = new();

    /// <summary>Runs the work, or gives again what it gave for the same key.</summary>
    /// <param name="context">The request.</param>
    /// <param name="body">What it says.</param>
    /// <param name="work">Writes the response.</param>
    /// <param name="cancellationToken">The caller has left.</param>
    /// <exception cref="RequestRefusedException">The key cannot be used, belongs to another request, or its first request still runs.</exception>
    public async Task OnceAsync(HttpContext context, RequestBody body, Func<Task> work, CancellationToken cancellationToken)
    {
        if (!context.Request.Headers.TryGetValue(Header, out var header))
        {
            await work();
            return;
        }

        var name = NameOf(context, header.ToString());
        if (Find(name, SHA256.HashData(body.Bytes), out var entry) is { } kept) await ReplayAsync(context, kept, cancellationToken);
        else await RunAsync(context, name, entry, work);
    }

    private async Task RunAsync(HttpContext context, string name, Entry entry, Func<Task> work)
    {
        var through = context.Response.Body;
        using var keeping = new KeepingStream(through, options.MaxRememberedBytes);
        context.Response.Body = keeping;
        var done = false;
        try
        {
            await work();
            done = !context.RequestAborted.IsCancellationRequested;
        }
        finally
        {
            context.Response.Body = through;
            var response = context.Response;
            if (done && keeping.Kept is { } bytes) entry.Response = new KeptResponse(response.StatusCode, response.ContentType, response.Headers.Location, bytes);
            else Forget(name, entry);
        }
    }

    private static async Task ReplayAsync(HttpContext context, KeptResponse kept, CancellationToken cancellationToken)
    {
        context.Response.Headers["Idempotency-Replayed"] = "true";
        if (kept.Location is not null) context.Response.Headers.Location = kept.Location;
        await Replies.BytesAsync(context, kept.Status, kept.ContentType ?? "application/json", kept.Body, cancellationToken);
    }

    private static string NameOf(HttpContext context, string key)
    {
        if (key.Length is 0 or > MaxKeyLength || key.Any(c => c is < '!' or > '~'))
            throw RequestRefusedException.BadRequest($"The {Header} header is not 1 to {MaxKeyLength} visible ASCII characters: a UUID does well.");
        return $"{Gate.CallerOf(context)}\n{context.Request.Path}\n{key}";
    }

    private KeptResponse? Find(string name, byte[] body, out Entry entry)
    {
        lock (_lock)
        {
            ForgetOld();
            if (!_entries.TryGetValue(name, out var known))
            {
                entry = new Entry(body, time.GetTimestamp());
                _entries[name] = entry;
                _order.Enqueue((name, entry));
                return null;
            }

            entry = known;
            if (!body.AsSpan().SequenceEqual(known.Body))
                throw new RequestRefusedException(StatusCodes.Status422UnprocessableEntity, $"This {Header} was used for another body: make a new key for a new request.");
            return known.Response ?? throw new RequestRefusedException(StatusCodes.Status409Conflict, $"The first request with this {Header} is still being served: send it again later.") { RetryAfter = TimeSpan.FromSeconds(1) };
        }
    }

    private void Forget(string name, Entry entry)
    {
        lock (_lock)
            if (_entries.TryGetValue(name, out var known) && known == entry) _entries.Remove(name);
    }

    private void ForgetOld()
    {
        while (_order.TryPeek(out var oldest) && (_order.Count >= options.MaxRemembered || time.GetElapsedTime(oldest.Entry.Since) > options.RememberRequests))
        {
            _order.Dequeue();
            if (_entries.TryGetValue(oldest.Name, out var known) && known == oldest.Entry) _entries.Remove(oldest.Name);
        }
    }

    private sealed class Entry(byte[] body, long since)
    {
        private KeptResponse? _response;

        public byte[] Body { get; } = body;

        public long Since { get; } = since;

        public KeptResponse? Response
        {
            get => Volatile.Read(ref _response);
            set => Volatile.Write(ref _response, value);
        }
    }
}
