using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using LongVpo.Core.Options;
using LongVpo.Core.Standing;
using LongVpo.Media.Live;
using LongVpo.Node.Http.Documents;

namespace LongVpo.Node.Webhooks;

/// <summary>
/// Makes one attempt to tell a webhook. The address is checked when it is connected to, not only when the webhook is named, because a name may lead elsewhere by then; redirections are not followed.
/// </summary>
internal sealed class WebhookSender : IDisposable
{
    /// <summary>The same in every attempt for one notice: how a receiver knows that it has it already.</summary>
    public const string KeyHeader = "Idempotency-Key";

    private readonly HttpClient _client;
    private readonly UrlOptions _urls;
    private readonly TimeProvider _time;

    public WebhookSender(WebhookOptions options, UrlOptions urls, TimeProvider time)
    {
        (_urls, _time) = (urls, time);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectCallback = ConnectAsync, PooledConnectionLifetime = TimeSpan.FromMinutes(2), MaxResponseHeadersLength = 16,
        };
        _client = new HttpClient(handler) { Timeout = options.AttemptLimit };
    }

    /// <returns>Why it failed, in one sentence; null when the receiver took it.</returns>
    public async Task<string?> SendAsync(Delivery delivery, Webhook webhook, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(StandingDocuments.From(delivery.Notice), HttpJson.Readable.NoticeDocument);
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation(WebhookSignature.Header, WebhookSignature.Of(webhook.Secret, _time.GetUtcNow(), body));
        request.Headers.TryAddWithoutValidation(KeyHeader, delivery.Notice.Id);
        request.Headers.TryAddWithoutValidation("LongVpo-Attempt", (delivery.Attempts + 1).ToString(CultureInfo.InvariantCulture));
        try
        {
            // The answer's body is nobody's business here, and need not be waited for.
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.IsSuccessStatusCode ? null : $"The receiver answered {(int)response.StatusCode}: it must answer 2xx when it has taken the notice.";
        }
        catch (HttpRequestException failure)
        {
            return $"The receiver cannot be reached ({(failure.InnerException ?? failure).Message.TrimEnd('.')}): check the webhook's URL.";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"The receiver did not answer within {_client.Timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s (option webhooks.attemptLimit): it should take the notice first and act on it later.";
        }
    }

    public void Dispose() => _client.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken);
        if (addresses.Select(address => UrlPolicy.RefusalOf(address, host, _urls)).FirstOrDefault(refused => refused is not null) is { } refusal) throw new HttpRequestException(refusal);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception)
        {
            socket.Dispose();
            throw;
        }
    }
}
