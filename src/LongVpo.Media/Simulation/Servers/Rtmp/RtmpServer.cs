using System.Globalization;
using System.Net.Sockets;

namespace LongVpo.Media.Simulation.Servers.Rtmp;

/// <summary>An RTMP server for players: they connect, ask to play, and get the pictures and sounds as FLV carries them.</summary>
/// <param name="port">0 takes a free one.</param>
/// <param name="wraps">Whether the stream's clock passes its end, so that RTMP's shorter clock must do so at the same moment.</param>
internal sealed class RtmpServer(int port, bool wraps) : ReaderServer(port)
{
    public override string Url => string.Create(CultureInfo.InvariantCulture, $"rtmp://127.0.0.1:{Port}/live/stream");

    protected override Task ServeAsync(NetworkStream stream, CancellationToken cancellationToken) =>
        new RtmpSession(new RtmpConnection(stream), Readers, new FlvWriter(wraps)).RunAsync(cancellationToken);
}
