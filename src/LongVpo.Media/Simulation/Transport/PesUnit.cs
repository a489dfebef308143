namespace LongVpo.Media.Simulation.Transport;

/// <summary>The elementary stream's bytes within a unit, for protocols that do not carry transport packets.</summary>
/// <param name="Pts">When it is shown, in 90 kHz ticks modulo 2^33.</param>
/// <param name="Dts">When it is decoded, likewise.</param>
/// <param name="Data">Its bytes.</param>
internal sealed record PesUnit(long? Pts, long? Dts, byte[] Data)
{
    /// <summary>Takes the packets of one stream apart; null where the beginning or a packet in between is missing.</summary>
    public static PesUnit? Read(byte[] packets, int pid)
    {
        var data = new List<byte>(packets.Length);
        PesUnit? unit = null;
        var counter = -1;
        var length = 0;
        for (var i = 0; i + TsPacket.Size <= packets.Length; i += TsPacket.Size)
        {
            var packet = new TsPacket(packets.AsSpan(i, TsPacket.Size));
            if (packet.Pid != pid || !packet.HasPayload) continue;
            if (counter >= 0 && packet.Continuity != ((counter + 1) & 0x0F)) return null;
            counter = packet.Continuity;
            if (packet.StartsPes)
            {
                unit = new PesUnit(packet.Pts, packet.Dts, []);
                length = (packet.Payload[4] << 8) | packet.Payload[5];
                length = length == 0 ? 0 : length + 6 - packet.PesHeaderSize;
                data.AddRange(packet.Payload[packet.PesHeaderSize..]);
            }
            else if (unit is null)
            {
                return null;
            }
            else
            {
                data.AddRange(packet.Payload);
            }
        }

        // A picture may leave its length open; where it is said, the end may be what was lost.
        return unit is null || data.Count < length ? null : unit with { Data = [.. data] };
    }
}
