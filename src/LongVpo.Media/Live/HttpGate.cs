using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LongVpo.Media.Live;

/// <summary>
/// Stands between FFmpeg and the network while one source is watched over HTTP: FFmpeg takes it for its proxy, so every address that FFmpeg comes to (playlists, segments,
/// redirections) is resolved, judged and connected to here, and a name cannot lead elsewhere between the judging and the connecting. Listens on loopback only.
/// </summary>
internal sealed class HttpGate : IDisposable
{
    // A playlist, a key and a few segments are open at once; what comes beyond that waits.
    private const int AtOnce = 16;

    private readonly UrlGuard _guard;
    private readonly string _source;
    private readonly TimeSpan _limit;
    private readonly TimeProvider _time;
    private readonly TcpListener _door = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _room = new(AtOnce, AtOnce);
    private readonly Task _serving;

    /// <param name="guard">Judges.</param>
    /// <param name="source">What is watched; its own host is judged more kindly.</param>
    /// <param name="limit">Longest time to connect.</param>
    /// <param name="time">The clock of the limit.</param>
    public HttpGate(UrlGuard guard, string source, TimeSpan limit, TimeProvider time)
    {
        (_guard, _source, _limit, _time) = (guard, source, limit, time);
        _door.Start();
        _serving = Task.Run(ServeAsync);
    }

    /// <summary>False where the environment names a proxy: FFmpeg asks that one, and it alone decides what may be reached.</summary>
    public static bool IsNeeded => string.IsNullOrEmpty(Environment.GetEnvironmentVariable("http_proxy"));

    /// <summary>What FFmpeg is told.</summary>
    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_door.LocalEndpoint).Port}");

    /// <summary>Ends every connection through it; FFmpeg's session is closed by then.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _door.Dispose();
        // The last connections notice on their own threads; what they share is freed behind them.
        _ = _serving.ContinueWith(_ => _stop.Dispose(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task ServeAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                await _room.WaitAsync(_stop.Token);
                open.Add(PassAsync(await _door.AcceptTcpClientAsync(_stop.Token)));
                open.RemoveAll(pass => pass.IsCompleted);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The session is over.
        }

        await Task.WhenAll(open).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _room.Dispose();
    }

    private async Task PassAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            client.NoDelay = true;
            var near = client.GetStream();
            if (await HttpGateRequest.ReadAsync(near, _stop.Token) is { } request) await PassAsync(request, near);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Either end went away: the other one sees its connection end.
        }
        finally
        {
            _room.Release();
        }
    }

    private async Task PassAsync(HttpGateRequest request, NetworkStream near)
    {
        if (await _guard.AddressesAsync(_source, request.Host, _stop.Token) is not { } addresses)
        {
            await AnswerAsync(near, "403 Forbidden");
            return;
        }

        using var server = new TcpClient { NoDelay = true };
        try
        {
            using var late = new CancellationTokenSource(_limit, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, _stop.Token);
            await server.ConnectAsync(addresses, request.Port, either.Token);
        }
        catch (Exception e) when (e is SocketException || (e is OperationCanceledException && !_stop.IsCancellationRequested))
        {
            await AnswerAsync(near, "502 Bad Gateway");
            return;
        }

        var far = server.GetStream();
        if (request.IsTunnel) await near.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), _stop.Token);
        else await far.WriteAsync(request.Head, _stop.Token);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        // What FFmpeg says behind a plain request would be another one, which nobody has judged: the connection is for one.
        var up = near.CopyToAsync(request.IsTunnel ? far : Stream.Null, over.Token);
        await Task.WhenAny(far.CopyToAsync(near, over.Token), up);
        await over.CancelAsync();
    }

    private async Task AnswerAsync(NetworkStream near, string status) =>
        await near.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), _stop.Token);
}
