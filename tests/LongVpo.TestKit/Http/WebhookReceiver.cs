using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace LongVpo.TestKit.Http;

/// <summary>A real HTTP receiver on loopback that takes what webhooks tell, and refuses now and then when a test wants that.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<ReceivedWebhook> _received = new();
    private readonly Func<int, int> _status;
    private readonly Task _loop;
    private int _requests;

    /// <param name="status">The HTTP status for the nth request, from 1; what is not 2xx counts as not received.</param>
    public WebhookReceiver(Func<int, int>? status = null)
    {
        _status = status ?? (_ => 204);
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/hook/";
        }

        _listener.Prefixes.Add(Url);
        _listener.Start();
        _loop = Task.Run(LoopAsync);
    }

    public string Url { get; }

    /// <summary>Requests that came, also those that were refused.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>What was taken, in order; a repeat is there twice.</summary>
    public IReadOnlyList<ReceivedWebhook> Received => [.. _received];

    /// <summary>What a receiver that knows repeats by their key has taken.</summary>
    public IReadOnlyList<ReceivedWebhook> Distinct => [.. _received.DistinctBy(one => one.Key)];

    /// <summary>Waits until so many different notices were taken.</summary>
    public async Task UntilAsync(int distinct, CancellationToken cancellationToken)
    {
        while (Distinct.Count < distinct) await Task.Delay(20, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _loop;
        _listener.Close();
    }

    private async Task LoopAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                var status = _status(Interlocked.Increment(ref _requests));
                if (status is >= 200 and < 300)
                    _received.Enqueue(new ReceivedWebhook(context.Request.Headers["Idempotency-Key"] ?? string.Empty, context.Request.Headers["LongVpo-Signature"] ?? string.Empty, body.ToArray()));
                context.Response.StatusCode = status;
                context.Response.Close();
            }
            catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException or IOException)
            {
                // The sender was killed in the middle of a request, or the test is over.
            }
        }
    }
}
