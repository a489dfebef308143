using System.Globalization;
using System.Net.Sockets;

namespace LongVpo.Media.Simulation.Servers;

/// <summary>An RTSP camera (RFC 2326) with one track: the transport stream in RTP, over UDP or within the connection.</summary>
internal sealed class RtspServer(int port, int seed, TimeProvider time) : ReaderServer(port)
{
    public override string Url => string.Create(CultureInfo.InvariantCulture, $"rtsp://127.0.0.1:{Port}/live");

    protected override async Task ServeAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        await using var session = new RtspSession(stream, Url, new RtpPacketizer(seed), Readers, time);
        await session.RunAsync(cancellationToken);
    }
}
