using System.Buffers.Binary;
using LongVpo.Media.Simulation.Transport;

namespace LongVpo.Media.Simulation.Servers;

/// <summary>Puts transport packets into RTP (RFC 3550, RFC 2250) and writes the reports that tie its clock to the wall's.</summary>
/// <param name="seed">Decides the first sequence number and the source's number, so that the same run gives the same bytes.</param>
internal sealed class RtpPacketizer(int seed)
{
    /// <summary>The static payload type of MPEG transport streams.</summary>
    public const int PayloadType = 33;

    private const int HeaderSize = 12;
    private static readonly DateTimeOffset NtpEpoch = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly uint _source = (uint)seed * 2654435761u;
    private ushort _sequence = (ushort)seed;
    private uint _stamp;
    private uint _packets;
    private uint _octets;

    /// <param name="packets">Up to seven transport packets.</param>
    /// <param name="due">When they are sent, in 90 kHz ticks of the sender's clock, which no fault moves; null repeats the last.</param>
    public byte[] Wrap(ReadOnlySpan<byte> packets, long? due)
    {
        _stamp = due is { } ticks ? (uint)ticks : _stamp;
        var datagram = new byte[HeaderSize + packets.Length];
        datagram[0] = 0x80;
        datagram[1] = PayloadType;
        BinaryPrimitives.WriteUInt16BigEndian(datagram.AsSpan(2), _sequence++);
        BinaryPrimitives.WriteUInt32BigEndian(datagram.AsSpan(4), _stamp);
        BinaryPrimitives.WriteUInt32BigEndian(datagram.AsSpan(8), _source);
        packets.CopyTo(datagram.AsSpan(HeaderSize));
        _packets++;
        _octets += (uint)packets.Length;
        return datagram;
    }

    /// <summary>A sender report: this moment of the wall's clock is that moment of the stream's.</summary>
    public byte[] Report(DateTimeOffset now, long due)
    {
        var report = new byte[28];
        report[0] = 0x80;
        report[1] = 200;
        BinaryPrimitives.WriteUInt16BigEndian(report.AsSpan(2), 6);
        BinaryPrimitives.WriteUInt32BigEndian(report.AsSpan(4), _source);
        var ntp = (UInt128)(now - NtpEpoch).Ticks * (1UL << 32) / TimeSpan.TicksPerSecond;
        BinaryPrimitives.WriteUInt64BigEndian(report.AsSpan(8), (ulong)ntp);
        BinaryPrimitives.WriteUInt32BigEndian(report.AsSpan(16), (uint)due);
        BinaryPrimitives.WriteUInt32BigEndian(report.AsSpan(20), _packets);
        BinaryPrimitives.WriteUInt32BigEndian(report.AsSpan(24), _octets);
        return report;
    }

    /// <summary>Says that the stream is over.</summary>
    public byte[] Goodbye()
    {
        var bye = new byte[8];
        bye[0] = 0x81;
        bye[1] = 203;
        BinaryPrimitives.WriteUInt16BigEndian(bye.AsSpan(2), 1);
        BinaryPrimitives.WriteUInt32BigEndian(bye.AsSpan(4), _source);
        return bye;
    }
}
