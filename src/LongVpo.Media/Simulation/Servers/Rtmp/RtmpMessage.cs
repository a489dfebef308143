namespace LongVpo.Media.Simulation.Servers.Rtmp;

/// <summary>One message of RTMP, whole.</summary>
/// <param name="Kind">Its type number, such as <see cref="Command"/>.</param>
/// <param name="Stream">The stream it belongs to; 0 is the connection itself.</param>
/// <param name="Stamp">Its time in milliseconds, modulo 2^32.</param>
/// <param name="Body">What it carries.</param>
internal sealed record RtmpMessage(byte Kind, uint Stream, uint Stamp, ReadOnlyMemory<byte> Body)
{
    public const byte SetChunkSize = 1;
    public const byte UserControl = 4;
    public const byte WindowSize = 5;
    public const byte PeerBandwidth = 6;
    public const byte Audio = 8;
    public const byte Video = 9;
    public const byte Command = 20;
}
