using LongVpo.Media.Simulation.Faults;
using LongVpo.Media.Simulation.Transport;

namespace LongVpo.Tests.Simulation;

/// <summary>Reads what the engine sends packet by packet, as a strict receiver would.</summary>
internal sealed class StreamBytes
{
    private readonly Dictionary<int, int> _counters = [];

    public StreamBytes(IEnumerable<UnitSent> units)
    {
        foreach (var unit in units) Read(unit);
    }

    /// <summary>Decoding times in the packets, per stream, in 90 kHz ticks as they are written.</summary>
    public Dictionary<int, List<long>> Stamps { get; } = [];

    /// <summary>Clock references as they are written.</summary>
    public List<long> Clocks { get; } = [];

    /// <summary>Packets whose number does not follow the one before.</summary>
    public int Breaks { get; private set; }

    public int Packets { get; private set; }

    /// <summary>The pictures' codings in the order in which programme maps named them first.</summary>
    public List<int> PictureCodings { get; } = [];

    private void Read(UnitSent unit)
    {
        for (var i = 0; i < unit.Bytes.Length; i += TsPacket.Size)
        {
            var packet = new TsPacket(unit.Bytes.AsSpan(i, TsPacket.Size));
            Assert.True(packet.IsValid);
            Packets++;
            if (packet.Pcr is { } clock) Clocks.Add(clock);
            if (packet.StartsPes && packet.Dts is { } stamp)
            {
                if (!Stamps.TryGetValue(packet.Pid, out var list)) Stamps[packet.Pid] = list = [];
                list.Add(stamp);
            }

            foreach (var (_, coding) in TsTables.Streams(packet))
                if (TsTables.IsVideo(coding) && (PictureCodings.Count == 0 || PictureCodings[^1] != coding)) PictureCodings.Add(coding);
            if (!packet.HasPayload) continue;
            if (_counters.TryGetValue(packet.Pid, out var last) && ((last + 1) & 0x0F) != packet.Continuity) Breaks++;
            _counters[packet.Pid] = packet.Continuity;
        }
    }
}
