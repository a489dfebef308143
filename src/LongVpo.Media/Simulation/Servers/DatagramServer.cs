using System.Globalization;
using System.Net;
using System.Net.Sockets;
using LongVpo.Core.Ports;
using LongVpo.Media.Simulation.Faults;
using LongVpo.Media.Simulation.Transport;

namespace LongVpo.Media.Simulation.Servers;

/// <summary>The stream in datagrams to one port on loopback, bare (UDP) or in RTP. Who listens there gets them; nobody is asked.</summary>
internal sealed class DatagramServer : ISimulatedServer
{
    /// <summary>How often a port is tried until somebody listens there.</summary>
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(20);

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Socket? _control;
    private readonly RtpPacketizer? _rtp;
    private readonly DatagramPacker _packer = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TimeProvider _time;
    private readonly Task _probing;
    private readonly TaskCompletionSource _came = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="port">0 takes a free one; RTP takes the next one too, for its reports.</param>
    /// <param name="rtp">Wraps the packets; null sends them bare.</param>
    /// <param name="time">The clock of the waiting and of RTP's reports.</param>
    public DatagramServer(int port, RtpPacketizer? rtp, TimeProvider time)
    {
        _rtp = rtp;
        _time = time;
        var chosen = port == 0 ? DatagramPorts.Free() : port;
        _socket.Connect(IPAddress.Loopback, chosen);
        if (rtp is not null)
        {
            _control = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            _control.Connect(IPAddress.Loopback, chosen + 1);
        }

        Url = string.Create(CultureInfo.InvariantCulture, $"{(rtp is null ? "udp" : "rtp")}://127.0.0.1:{chosen}");
        _probing = ProbeAsync();
    }

    public string Url { get; }

    public Task ReaderCame => _came.Task;

    public int Send(UnitSent unit)
    {
        foreach (var packets in _packer.Add(unit.Bytes)) SendOne(packets, unit.Due);
        if (_rtp is not null && unit.IsKey) TrySend(_control!, _rtp.Report(_time.GetUtcNow(), unit.Due));
        return 1;
    }

    public void CloseDoor()
    {
        // There is no connection to cut: the engine sends nothing meanwhile.
    }

    public void OpenDoor()
    {
    }

    public Task FinishAsync(CancellationToken cancellationToken)
    {
        if (_packer.Rest() is { Length: > 0 } rest) SendOne(rest, due: null);
        if (_rtp is not null) TrySend(_control!, _rtp.Goodbye());
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _probing;
        _socket.Dispose();
        _control?.Dispose();
        _stop.Dispose();
    }

    private void SendOne(ReadOnlyMemory<byte> packets, long? due) => TrySend(_socket, _rtp is null ? packets.Span : _rtp.Wrap(packets.Span, due));

    private static bool TrySend(Socket socket, ReadOnlySpan<byte> datagram)
    {
        try
        {
            socket.Send(datagram);
            return true;
        }
        catch (SocketException)
        {
            // Nobody listens at the moment, or the system has no room: a datagram is lost, as on any network.
            return false;
        }
    }

    /// <summary>The system answers a datagram to a deaf port with an error on the next one; padding without an error means that somebody is there.</summary>
    private async Task ProbeAsync()
    {
        var padding = new byte[TsPacket.Size];
        padding.AsSpan().Fill(0xFF);
        (padding[0], padding[1], padding[2], padding[3]) = (TsPacket.Sync, 0x1F, 0xFF, 0x10);
        try
        {
            var heard = 0;
            while (heard < 3)
            {
                heard = TrySend(_socket, _rtp is null ? padding : _rtp.Wrap(padding, due: 0)) ? heard + 1 : 0;
                await Task.Delay(ProbeInterval, _time, _stop.Token);
            }

            _came.TrySetResult();
        }
        catch (OperationCanceledException)
        {
            _came.TrySetCanceled();
        }
    }
}
