using System.Net.Sockets;
using System.Text;
using LongVpo.Core.Options;

namespace LongVpo.Media.Live;

/// <summary>
/// Says when the segments of an HLS stream were live. It looks at the playlist itself, through the same judgement as everything else, because FFmpeg does not read the tags that
/// say so. Called on the decoding thread when FFmpeg has opened something; what cannot be found out is left unknown.
/// </summary>
internal sealed class HlsClock : IDisposable
{
    private const int HopsMost = 5;
    private const int MissesMost = 2;
    private const int BytesMost = 1 << 20;

    // The footage waits meanwhile, and a segment is worth more than its time of day.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly UrlGuard _guard;
    private readonly string _source;
    private readonly HttpClient _client;
    private Dictionary<string, DateTimeOffset> _times = [];
    private Uri? _playlist;
    private int _misses;
    private bool _given;

    /// <param name="guard">Judges where the playlist may be.</param>
    /// <param name="source">What is watched.</param>
    /// <param name="options">Limits.</param>
    public HlsClock(UrlGuard guard, string source, LiveOptions options)
    {
        (_guard, _source) = (guard, source);
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectCallback = ConnectAsync };
        _client = new HttpClient(handler) { Timeout = options.ReadTimeout < Patience ? options.ReadTimeout : Patience, MaxResponseContentBufferSize = BytesMost };
    }

    /// <summary>When what lies at this URL was live; null for what is no segment, or while nobody knows.</summary>
    public DateTimeOffset? UtcOf(string opened)
    {
        const string encrypted = "crypto+";
        if (_misses >= MissesMost || !Uri.TryCreate(opened.StartsWith(encrypted, StringComparison.Ordinal) ? opened[encrypted.Length..] : opened, UriKind.Absolute, out var url)) return null;
        if (url.AbsolutePath.EndsWith(".m3u8", StringComparison.OrdinalIgnoreCase) || url.AbsolutePath.EndsWith(".m3u", StringComparison.OrdinalIgnoreCase))
        {
            _playlist = url;
            return null;
        }

        if (_playlist is null) return null;
        if (!_times.TryGetValue(url.AbsoluteUri, out var begins))
        {
            _times = Read(_playlist);
            if (!_times.TryGetValue(url.AbsoluteUri, out begins))
            {
                // Segments of several playlists in turn cannot be told apart here, and a playlist without times gets none: both show at the first segment.
                _misses = _given ? _misses + 1 : MissesMost;
                return null;
            }
        }

        (_misses, _given) = (0, true);
        return begins;
    }

    public void Dispose() => _client.Dispose();

    private Dictionary<string, DateTimeOffset> Read(Uri playlist)
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
                return HlsPlaylistTimes.Read(playlist, text.ReadToEnd());
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            // FFmpeg reads the same playlist and says what is wrong with it.
        }

        return [];
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
