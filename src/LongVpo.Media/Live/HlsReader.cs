using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using LongVpo.Core.Options;

namespace LongVpo.Media.Live;

/// <summary>Looks HLS playlists up beside FFmpeg, through the same judgement as everything else. Called on the decoding thread, which waits meanwhile, but not for long.</summary>
internal sealed class HlsReader : IDisposable
{
    private const int HopsMost = 5;
    private const int BytesMost = 1 << 20;

    // The footage waits meanwhile, and is worth more than what a playlist says about it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly UrlGuard _guard;
    private readonly string _source;
    private readonly HttpClient _client;

    /// <param name="guard">Judges where the playlist may be.</param>
    /// <param name="source">What is watched.</param>
    /// <param name="options">Limits.</param>
    public HlsReader(UrlGuard guard, string source, LiveOptions options)
    {
        (_guard, _source) = (guard, source);
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectCallback = ConnectAsync };
        Trust(handler.SslOptions, options);
        _client = new HttpClient(handler) { Timeout = options.ReadTimeout < Patience ? options.ReadTimeout : Patience, MaxResponseContentBufferSize = BytesMost };
    }

    /// <summary>What a playlist lists now; empty where it cannot be read.</summary>
    public IReadOnlyList<ListedSegment> Read(Uri playlist)
    {
        try
        {
            for (var hops = 0; hops < HopsMost; hops++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, playlist);
                if (playlist.UserInfo.Length > 0) request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(playlist.UserInfo))));
                using var answer = _client.Send(request, CancellationToken.None);
                if ((int)answer.StatusCode / 100 == 3 && answer.Headers.Location is { } moved)
                {
                    playlist = new Uri(playlist, moved);
                    if (playlist.Scheme != Uri.UriSchemeHttp && playlist.Scheme != Uri.UriSchemeHttps) break;
                    continue;
                }

                if (!answer.IsSuccessStatusCode) break;
                using var text = new StreamReader(answer.Content.ReadAsStream());
                return HlsListing.Read(playlist, text.ReadToEnd());
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            // FFmpeg reads the same playlist and says what is wrong with it.
        }

        return [];
    }

    public void Dispose() => _client.Dispose();

    // As FFmpeg is told, which reads the same server.
    [SuppressMessage("Security", "CA5359", Justification = "Only where a person has said in the options that nothing is to be checked.")]
    private static void Trust(SslClientAuthenticationOptions ssl, LiveOptions options)
    {
        if (!options.CheckCertificates)
        {
            ssl.RemoteCertificateValidationCallback = (_, _, _, _) => true;
            return;
        }

        if (options.Certificates is not { } file) return;
        ssl.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        ssl.CertificateChainPolicy.CustomTrustStore.ImportFromPemFile(file);
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        if (await _guard.AddressesAsync(_source, host, cancellationToken) is not { } addresses) throw new IOException($"{host} may not be opened.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
