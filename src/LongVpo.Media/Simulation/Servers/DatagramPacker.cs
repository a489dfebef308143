using LongVpo.Media.Simulation.Transport;

namespace LongVpo.Media.Simulation.Servers;

/// <summary>Puts seven transport packets into a datagram, the most that fits an Ethernet frame; what is left over goes with the next unit.</summary>
internal sealed class DatagramPacker
{
    private const int Size = 7 * TsPacket.Size;
    private byte[] _rest = [];

    /// <summary>The datagrams that are full.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Add(byte[] packets)
    {
        byte[] all = [.. _rest, .. packets];
        var full = all.Length / Size * Size;
        _rest = all[full..];
        for (var at = 0; at < full; at += Size) yield return all.AsMemory(at, Size);
    }

    /// <summary>What waits for more, taken out.</summary>
    public ReadOnlyMemory<byte> Rest()
    {
        var rest = _rest;
        _rest = [];
        return rest;
    }
}
