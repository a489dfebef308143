using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using LongVpo.Media.Simulation.Faults;
using LongVpo.Media.Simulation.Transport;

namespace LongVpo.Media.Simulation.Servers;

/// <summary>
/// The stream over SRT, which FFmpeg's program speaks for us: it gets our bytes on its input and passes them on as they are. It serves one reader at a time
/// and ends with it, so a new one is started for the next. Its input ends with this process, and so does it.
/// </summary>
internal sealed class SrtServer : ISimulatedServer
{
    /// <summary>More than a pipe and FFmpeg's buffers hold: it is taken whole only when a reader has connected.</summary>
    private const int PaddingPackets = 2048;

    private static readonly TimeSpan BetweenStarts = TimeSpan.FromMilliseconds(50);

    /// <summary>Far more than the latency: what is under way when FFmpeg closes the connection is lost.</summary>
    private static readonly TimeSpan Delivery = TimeSpan.FromSeconds(1);
    /// <summary>FFmpeg does not look at its input while it waits for a reader; so that it cannot outlive us, it gives up and is started again.</summary>
    private const int ListenMicroseconds = 10_000_000;

    private readonly TimeProvider _time;
    private readonly int _port;
    private readonly ReaderSet _readers = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<bool> _opened = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly Task _serving;
    private readonly Lock _gate = new();
    private Process? _process;
    private bool _closed;
    private bool _finished;
    private bool _waits;

    /// <param name="port">0 takes a free one.</param>
    /// <param name="time">The clock of the waiting between two readers.</param>
    public SrtServer(int port, TimeProvider time)
    {
        _time = time;
        _port = port == 0 ? DatagramPorts.Free() : port;
        _serving = ServeAsync(_stop.Token);
    }

    public string Url => string.Create(CultureInfo.InvariantCulture, $"srt://127.0.0.1:{_port}");

    public Task ReaderCame => _readers.Came;

    public int Send(UnitSent unit) => _readers.Send(unit);

    public void CloseDoor()
    {
        lock (_gate)
        {
            _closed = true;
            _readers.Clear();
            _process?.Kill(entireProcessTree: true);
        }
    }

    public void OpenDoor()
    {
        lock (_gate) _closed = false;
        _opened.Writer.TryWrite(true);
    }

    public Task FinishAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _finished = true;
            if (_waits) _process?.Kill(entireProcessTree: true);
        }

        _readers.Finish();
        _opened.Writer.TryWrite(true);
        return _serving.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        lock (_gate) _process?.Kill(entireProcessTree: true);
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!_finished)
            {
                if (_closed) await _opened.Reader.ReadAsync(cancellationToken);
                else await ServeOneAsync(cancellationToken);
                await Task.Delay(BetweenStarts, _time, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // It is disposed.
        }
    }

    private async Task ServeOneAsync(CancellationToken cancellationToken)
    {
        using var process = Start();
        if (process is null) return;
        Task words = Task.WhenAll(process.StandardError.ReadToEndAsync(cancellationToken), process.StandardOutput.ReadToEndAsync(cancellationToken));
        ReaderQueue? reader = null;
        try
        {
            var input = process.StandardInput.BaseStream;
            await input.WriteAsync(Padding(), cancellationToken);
            lock (_gate) _waits = false;
            reader = _readers.Join();
            await foreach (var unit in reader.ReadAsync(cancellationToken))
            {
                await input.WriteAsync(unit.Bytes, cancellationToken);
                await input.FlushAsync(cancellationToken);
            }

            await Task.Delay(Delivery, _time, cancellationToken);
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (IOException)
        {
            // The reader has left, and FFmpeg with it.
        }
        finally
        {
            if (reader is not null) _readers.Leave(reader);
            lock (_gate)
            {
                _process = null;
                if (!process.HasExited) process.Kill(entireProcessTree: true);
            }

            await process.WaitForExitAsync(CancellationToken.None);
            await words.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Process? Start()
    {
        lock (_gate)
        {
            if (_closed || _finished || _stop.IsCancellationRequested) return null;
            _waits = true;
            _process = ChildProcess.Start(
                "ffmpeg",
                [
                    "-hide_banner", "-loglevel", "error", "-probesize", "32", "-analyzeduration", "0", "-f", "data", "-raw_packet_size", "1316", "-i", "pipe:0",
                    "-map", "0", "-c", "copy", "-f", "data", string.Create(CultureInfo.InvariantCulture, $"{Url}?mode=listener&payload_size=1316&latency=100000&listen_timeout={ListenMicroseconds}"),
                ]);
            return _process;
        }
    }

    private static byte[] Padding()
    {
        var padding = new byte[PaddingPackets * TsPacket.Size];
        padding.AsSpan().Fill(0xFF);
        for (var at = 0; at < padding.Length; at += TsPacket.Size)
            (padding[at], padding[at + 1], padding[at + 2], padding[at + 3]) = (TsPacket.Sync, 0x1F, 0xFF, 0x10);
        return padding;
    }
}
