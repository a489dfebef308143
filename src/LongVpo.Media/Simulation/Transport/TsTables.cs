using System.Buffers.Binary;

namespace LongVpo.Media.Simulation.Transport;

/// <summary>Reads and renumbers the two tables of a transport stream that say what it carries; each is expected within one packet, as muxers write them.</summary>
internal static class TsTables
{
    /// <summary>The stream of the programme association table.</summary>
    public const int PatPid = 0;

    private const uint CrcPolynomial = 0x04C11DB7;

    /// <summary>The stream of the first programme's map, or null where the packet holds no association table.</summary>
    public static int? MapPid(TsPacket packet)
    {
        if (packet.Pid != PatPid || !TrySection(packet, 0x00, out var section)) return null;
        for (var i = 8; i + 4 <= section.Length - 4; i += 4)
            if (BinaryPrimitives.ReadUInt16BigEndian(section[i..]) != 0) return BinaryPrimitives.ReadUInt16BigEndian(section[(i + 2)..]) & 0x1FFF;
        return null;
    }

    /// <summary>The streams of the programme, each with the number of its coding (ISO/IEC 13818-1 table 2-34); empty where the packet holds no map.</summary>
    public static IReadOnlyList<(int Pid, int Coding)> Streams(TsPacket packet)
    {
        if (!TrySection(packet, 0x02, out var section)) return [];
        var streams = new List<(int, int)>();
        var at = 12 + (BinaryPrimitives.ReadUInt16BigEndian(section[10..]) & 0x0FFF);
        while (at + 5 <= section.Length - 4)
        {
            streams.Add((BinaryPrimitives.ReadUInt16BigEndian(section[(at + 1)..]) & 0x1FFF, section[at]));
            at += 5 + (BinaryPrimitives.ReadUInt16BigEndian(section[(at + 3)..]) & 0x0FFF);
        }

        return streams;
    }

    /// <summary>Gives a programme map a new version, so that readers take it for a change and not for a repetition.</summary>
    public static void SetMapVersion(TsPacket packet, int version)
    {
        if (!TrySection(packet, 0x02, out var section)) return;
        section[5] = (byte)((section[5] & 0xC1) | ((version & 0x1F) << 1));
        BinaryPrimitives.WriteUInt32BigEndian(section[^4..], Crc(section[..^4]));
    }

    public static bool IsVideo(int coding) => coding is 0x01 or 0x02 or 0x10 or 0x1B or 0x24;

    public static bool IsAudio(int coding) => coding is 0x03 or 0x04 or 0x0F or 0x11 or 0x81;

    private static bool TrySection(TsPacket packet, byte table, out Span<byte> section)
    {
        section = [];
        var payload = packet.Payload;
        if (!packet.StartsPayload || payload.Length < 1 || 1 + payload[0] + 12 > payload.Length) return false;
        var rest = payload[(1 + payload[0])..];
        var length = 3 + (BinaryPrimitives.ReadUInt16BigEndian(rest[1..]) & 0x0FFF);
        if (rest[0] != table || length > rest.Length || length < 12) return false;
        section = rest[..length];
        return true;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= (uint)b << 24;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 0x80000000) != 0 ? (crc << 1) ^ CrcPolynomial : crc << 1;
        }

        return crc;
    }
}
