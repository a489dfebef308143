using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using LongVpo.Core.Ports;

namespace LongVpo.Media.Simulation.Servers;

/// <summary>A listening port on loopback that can be shut: then open connections are reset and new ones are reset at once, while the port stays ours.</summary>
internal sealed class TcpDoor : IAsyncDisposable
{
    private readonly Func<NetworkStream, CancellationToken, Task> _serve;
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Socket, Task> _open = new();
    private readonly Task _accepting;
    private volatile bool _closed;

    /// <summary>Listens from now on.</summary>
    /// <param name="port">0 takes a free one.</param>
    /// <param name="serve">Serves one connection to its end; it may fail when the reader goes away.</param>
    /// <exception cref="SourceException">The port is taken.</exception>
    public TcpDoor(int port, Func<NetworkStream, CancellationToken, Task> serve)
    {
        _serve = serve;
        _listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            _listener.Start();
        }
        catch (SocketException taken)
        {
            _stop.Dispose();
            throw new SourceException($"Port {port} cannot be listened on ({taken.Message}): choose another --port, or 0 for a free one.", taken);
        }

        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public void Close()
    {
        _closed = true;
        foreach (var socket in _open.Keys) Reset(socket);
    }

    public void Open() => _closed = false;

    /// <summary>Waits until every connection that is open now has ended by itself.</summary>
    public Task DrainAsync(CancellationToken cancellationToken) => Task.WhenAll(_open.Values).WaitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_open.Values);
        _listener.Dispose();
        _stop.Dispose();
    }

    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The reader was faster.
        }
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptSocketAsync(_stop.Token);
            }
            catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // A connection that ended before it was taken is none of ours.
                continue;
            }

            if (_closed)
            {
                Reset(socket);
                continue;
            }

            socket.NoDelay = true;
            var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _open[socket] = ServeAsync(socket, begun.Task);
            begun.SetResult();
            if (_closed) Reset(socket);
        }
    }

    private async Task ServeAsync(Socket socket, Task begun)
    {
        await begun;
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: false);
            await _serve(stream, _stop.Token);
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidDataException)
        {
            // Readers come and go as they like, and drops are what we are for.
        }
        finally
        {
            _open.TryRemove(socket, out _);
            socket.Dispose();
        }
    }
}
