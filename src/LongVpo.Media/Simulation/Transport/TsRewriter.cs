namespace LongVpo.Media.Simulation.Transport;

/// <summary>Makes pieces of several transport streams into one that a strict reader accepts: one run of continuity counters, moved timestamps, new table versions.</summary>
internal sealed class TsRewriter
{
    private readonly Dictionary<int, int> _counters = [];
    private int _mapPid = -1;

    /// <summary>Version of the programme map in what follows; raised by one with every change of coding.</summary>
    public int MapVersion { get; set; }

    /// <summary>Writes the packets anew in place.</summary>
    /// <param name="packets">Whole packets.</param>
    /// <param name="shift">90 kHz ticks by which every timestamp moves.</param>
    /// <param name="announce">Whether the packets say that the clock jumps here.</param>
    public void Rewrite(Span<byte> packets, long shift, bool announce)
    {
        for (var i = 0; i < packets.Length; i += TsPacket.Size)
        {
            var packet = new TsPacket(packets.Slice(i, TsPacket.Size));
            if (packet.Pid == TsPacket.NullPid) continue;
            packet.Shift(shift);
            if (announce) packet.MarkDiscontinuity();
            packet.Continuity = Count(packet);
            if (TsTables.MapPid(packet) is { } map) _mapPid = map;
            if (packet.Pid == _mapPid) TsTables.SetMapVersion(packet, MapVersion);
        }
    }

    private int Count(TsPacket packet)
    {
        // The format counts payloads: a packet that carries only a clock repeats the last number.
        var last = _counters.GetValueOrDefault(packet.Pid, -1);
        var next = packet.HasPayload ? (last + 1) & 0x0F : Math.Max(last, 0);
        _counters[packet.Pid] = next;
        return next;
    }
}
