using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LongVpo.Media.Simulation.Servers;

/// <summary>One RTSP connection: answers requests while, after PLAY, the stream flows beside them.</summary>
internal sealed class RtspSession(NetworkStream stream, string url, RtpPacketizer rtp, ReaderSet readers, TimeProvider time) : IAsyncDisposable
{
    private const string SessionName = "1";
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private Socket? _data;
    private Socket? _control;
    private (int Data, int Control)? _channels;
    private ReaderQueue? _reader;
    private Task _flow = Task.CompletedTask;

    /// <summary>Serves until the reader leaves, or until the footage is over and all of it is sent.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        var requests = new TextRequestReader(stream);
        try
        {
            while (await requests.ReadAsync(stop.Token) is { } request)
            {
                await AnswerAsync(request, stop.Token);
                if (request.Method == "TEARDOWN") return;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The footage is over: the connection ends from our side.
        }
        finally
        {
            // What was queued must not be sent to a reader who has left.
            await _stop.CancelAsync();
            if (_reader is not null) readers.Leave(_reader);
            await _flow;
        }
    }

    public ValueTask DisposeAsync()
    {
        _data?.Dispose();
        _control?.Dispose();
        _stop.Dispose();
        _writing.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task AnswerAsync(TextRequest request, CancellationToken cancellationToken) => request.Method switch
    {
        "OPTIONS" => ReplyAsync(request, "200 OK", "Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER, SET_PARAMETER\r\n", string.Empty, cancellationToken),
        "DESCRIBE" => ReplyAsync(request, "200 OK", $"Content-Base: {url}/\r\nContent-Type: application/sdp\r\n", Description(), cancellationToken),
        "SETUP" => SetUpAsync(request, cancellationToken),
        "PLAY" => PlayAsync(request, cancellationToken),
        "TEARDOWN" or "GET_PARAMETER" or "SET_PARAMETER" => ReplyAsync(request, "200 OK", $"Session: {SessionName}\r\n", string.Empty, cancellationToken),
        _ => ReplyAsync(request, "405 Method Not Allowed", string.Empty, string.Empty, cancellationToken),
    };

    private static string Description() =>
        "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=live\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\na=control:*\r\n"
        + $"m=video 0 RTP/AVP {RtpPacketizer.PayloadType}\r\na=rtpmap:{RtpPacketizer.PayloadType} MP2T/90000\r\na=control:track0\r\n";

    private async Task SetUpAsync(TextRequest request, CancellationToken cancellationToken)
    {
        var transport = request.Headers.GetValueOrDefault("Transport", string.Empty);
        if (transport.Contains("RTP/AVP/TCP", StringComparison.Ordinal))
        {
            _channels = Pair(transport, "interleaved=") ?? (0, 1);
            transport = string.Create(CultureInfo.InvariantCulture, $"RTP/AVP/TCP;unicast;interleaved={_channels.Value.Data}-{_channels.Value.Control}");
        }
        else if (Pair(transport, "client_port=") is { } ports && stream.Socket.RemoteEndPoint is IPEndPoint reader)
        {
            _data = Towards(reader.Address, ports.First);
            _control = Towards(reader.Address, ports.Second);
            transport = string.Create(
                CultureInfo.InvariantCulture, $"RTP/AVP;unicast;client_port={ports.First}-{ports.Second};server_port={PortOf(_data)}-{PortOf(_control)}");
        }
        else
        {
            await ReplyAsync(request, "461 Unsupported Transport", string.Empty, string.Empty, cancellationToken);
            return;
        }

        await ReplyAsync(request, "200 OK", $"Transport: {transport}\r\nSession: {SessionName};timeout=60\r\n", string.Empty, cancellationToken);
    }

    private async Task PlayAsync(TextRequest request, CancellationToken cancellationToken)
    {
        if (_channels is null && _data is null)
        {
            await ReplyAsync(request, "455 Method Not Valid in This State", string.Empty, string.Empty, cancellationToken);
            return;
        }

        await ReplyAsync(request, "200 OK", $"Session: {SessionName}\r\nRange: npt=now-\r\n", string.Empty, cancellationToken);
        if (_reader is not null) return;
        _reader = readers.Join();
        _flow = FlowAsync(_reader, cancellationToken);
    }

    private async Task FlowAsync(ReaderQueue reader, CancellationToken cancellationToken)
    {
        try
        {
            var packer = new DatagramPacker();
            await foreach (var unit in reader.ReadAsync(cancellationToken))
            {
                foreach (var packets in packer.Add(unit.Bytes)) await SendAsync(rtp.Wrap(packets.Span, unit.Due), control: false, cancellationToken);
                if (unit.IsKey) await SendAsync(rtp.Report(time.GetUtcNow(), unit.Due), control: true, cancellationToken);
            }

            if (packer.Rest() is { Length: > 0 } rest) await SendAsync(rtp.Wrap(rest.Span, due: null), control: false, cancellationToken);
            await SendAsync(rtp.Goodbye(), control: true, cancellationToken);
        }
        catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The reader left, or was too slow for the live stream.
        }

        await _stop.CancelAsync();
    }

    private async Task SendAsync(byte[] packet, bool control, CancellationToken cancellationToken)
    {
        if (_channels is { } channels)
        {
            var size = packet.Length;
            byte[] framed = [(byte)'$', (byte)(control ? channels.Control : channels.Data), (byte)(size >> 8), (byte)size, .. packet];
            await WriteAsync(framed, cancellationToken);
            return;
        }

        try
        {
            await (control ? _control! : _data!).SendAsync(packet, cancellationToken);
        }
        catch (SocketException)
        {
            // The reader's port is deaf for the moment: a datagram is lost, as on any network.
        }
    }

    private Task ReplyAsync(TextRequest request, string status, string headers, string body, CancellationToken cancellationToken)
    {
        var length = body.Length > 0 ? string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n") : string.Empty;
        return WriteAsync(Encoding.ASCII.GetBytes($"RTSP/1.0 {status}\r\nCSeq: {request.Headers.GetValueOrDefault("CSeq", "0")}\r\n{headers}{length}\r\n{body}"), cancellationToken);
    }

    private async Task WriteAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        // Answers and the stream share the connection: one whole message after the other.
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await stream.WriteAsync(bytes, cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    private static (int First, int Second)? Pair(string transport, string name)
    {
        var part = transport.Split(';').FirstOrDefault(p => p.StartsWith(name, StringComparison.Ordinal));
        var numbers = part?[name.Length..].Split('-') ?? [];
        if (numbers.Length is 0 or > 2 || !numbers.All(n => ushort.TryParse(n, out _))) return null;
        var first = int.Parse(numbers[0], CultureInfo.InvariantCulture);
        return (first, numbers.Length == 2 ? int.Parse(numbers[1], CultureInfo.InvariantCulture) : first + 1);
    }

    private static Socket Towards(IPAddress address, int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Connect(address, port);
        return socket;
    }

    private static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;
}
