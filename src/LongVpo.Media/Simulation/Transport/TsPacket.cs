using System.Buffers.Binary;

namespace LongVpo.Media.Simulation.Transport;

/// <summary>One packet of an MPEG transport stream (ISO/IEC 13818-1) in place: what the simulator must read in it and write into it, without copying.</summary>
/// <param name="bytes">Exactly <see cref="Size"/> bytes that begin with the sync byte.</param>
internal readonly ref struct TsPacket(Span<byte> bytes)
{
    /// <summary>Bytes of a packet.</summary>
    public const int Size = 188;

    /// <summary>The first byte of every packet.</summary>
    public const byte Sync = 0x47;

    /// <summary>The stream of padding, which every reader skips.</summary>
    public const int NullPid = 0x1FFF;

    private readonly Span<byte> _bytes = bytes;

    public bool IsValid => _bytes.Length == Size && _bytes[0] == Sync;

    public int Pid => BinaryPrimitives.ReadUInt16BigEndian(_bytes[1..]) & 0x1FFF;

    /// <summary>Whether a PES packet or a table begins here.</summary>
    public bool StartsPayload => (_bytes[1] & 0x40) != 0;

    public bool HasPayload => (_bytes[3] & 0x10) != 0;

    private bool HasAdaptation => (_bytes[3] & 0x20) != 0;

    private int AdaptationLength => HasAdaptation ? _bytes[4] : 0;

    /// <summary>Counts modulo 16 the packets of a stream that carry payload.</summary>
    public int Continuity
    {
        get => _bytes[3] & 0x0F;
        set => _bytes[3] = (byte)((_bytes[3] & 0xF0) | (value & 0x0F));
    }

    /// <summary>Whether decoding may begin here: the muxer marks key frames so.</summary>
    public bool IsRandomAccess => AdaptationLength > 0 && (_bytes[5] & 0x40) != 0;

    /// <summary>Says that the clock jumps here on purpose; without effect in a packet that has no room for it.</summary>
    public void MarkDiscontinuity()
    {
        if (AdaptationLength > 0) _bytes[5] |= 0x80;
    }

    public Span<byte> Payload
    {
        get
        {
            var start = HasAdaptation ? 5 + AdaptationLength : 4;
            return HasPayload && start < Size ? _bytes[start..] : [];
        }
    }

    /// <summary>The clock reference's whole 90 kHz ticks, or null.</summary>
    public long? Pcr
    {
        get
        {
            if (AdaptationLength < 7 || (_bytes[5] & 0x10) == 0) return null;
            return ((long)BinaryPrimitives.ReadUInt32BigEndian(_bytes[6..]) << 1) | (uint)(_bytes[10] >> 7);
        }
    }

    /// <summary>Whether a PES packet begins here.</summary>
    public bool StartsPes => StartsPayload && Payload is [0, 0, 1, ..];

    /// <summary>Where the elementary stream's bytes begin in <see cref="Payload"/> of a packet in which a PES packet begins.</summary>
    public int PesHeaderSize => StartsPes && Payload.Length >= 9 ? 9 + Payload[8] : 0;

    /// <summary>When the picture or sound that begins here is shown, in 90 kHz ticks modulo 2^33, or null.</summary>
    public long? Pts => Stamp(0x80, 9);

    /// <summary>When it is decoded; the same as <see cref="Pts"/> where the stream does not say.</summary>
    public long? Dts => Stamp(0x40, 14) ?? Pts;

    /// <summary>Moves every clock and timestamp in the packet.</summary>
    /// <param name="ticks">90 kHz ticks, also negative; the sum wraps at 2^33 as the format says.</param>
    public void Shift(long ticks)
    {
        if (ticks == 0) return;
        if (Pcr is { } pcr)
        {
            var moved = TsClock.Wrap(pcr + ticks);
            BinaryPrimitives.WriteUInt32BigEndian(_bytes[6..], (uint)(moved >> 1));
            _bytes[10] = (byte)((_bytes[10] & 0x7F) | (byte)((moved & 1) << 7));
        }

        if (!StartsPes) return;
        MoveStamp(0x80, 9, ticks);
        MoveStamp(0x40, 14, ticks);
    }

    private long? Stamp(int flag, int offset)
    {
        if (!StartsPes) return null;
        var pes = Payload;
        if (pes.Length < offset + 5 || (pes[6] & 0xC0) != 0x80 || (pes[7] & flag) == 0) return null;
        var b = pes[offset..];
        return ((long)(b[0] & 0x0E) << 29) | (uint)(b[1] << 22) | (uint)((b[2] & 0xFE) << 14) | (uint)(b[3] << 7) | (uint)(b[4] >> 1);
    }

    private void MoveStamp(int flag, int offset, long ticks)
    {
        if (Stamp(flag, offset) is not { } stamp) return;
        var moved = TsClock.Wrap(stamp + ticks);
        var b = Payload[offset..];
        b[0] = (byte)((b[0] & 0xF1) | (int)((moved >> 29) & 0x0E));
        b[1] = (byte)(moved >> 22);
        b[2] = (byte)((int)((moved >> 14) & 0xFE) | 1);
        b[3] = (byte)(moved >> 7);
        b[4] = (byte)((int)((moved << 1) & 0xFE) | 1);
    }
}
