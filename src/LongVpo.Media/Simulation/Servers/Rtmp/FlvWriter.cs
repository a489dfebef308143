using System.Buffers.Binary;
using LongVpo.Media.Simulation.Faults;
using LongVpo.Media.Simulation.Transport;

namespace LongVpo.Media.Simulation.Servers.Rtmp;

/// <summary>
/// Turns units of the transport stream into what FLV carries: H.264 with lengths before its parts instead of start codes, AAC without its headers, each led by its
/// configuration whenever that changes. A unit that lost packets on the way is left out whole, because RTMP has no way to carry half a picture.
/// </summary>
/// <param name="wraps">Whether the 33-bit clock passes its end; then the milliseconds pass theirs at the same moment.</param>
internal sealed class FlvWriter(bool wraps)
{
    private const int Sps = 7;
    private const int Pps = 8;
    private const int Delimiter = 9;
    private const int AacFrame = 1024;
    private byte[] _pictureConfig = [];
    private byte[] _soundConfig = [];

    /// <summary>The messages of one unit, in order.</summary>
    public IEnumerable<RtmpMessage> Tags(UnitSent unit) => PesUnit.Read(unit.Bytes, unit.Pid) switch
    {
        { Dts: { } } pes when pes.Data is [0, 0, 0, 1, ..] or [0, 0, 1, ..] => PictureTags(unit, pes),
        { Dts: { } } pes when pes.Data is [0xFF, _, ..] => SoundTags(unit, pes),
        _ => [],
    };

    private IEnumerable<RtmpMessage> PictureTags(UnitSent unit, PesUnit pes)
    {
        var stamp = Milliseconds(TsClock.Unwrap(pes.Dts!.Value, unit.Wire));
        var parts = AnnexB.Split(pes.Data);
        var sps = parts.Find(p => p.Length > 3 && (p.Span[0] & 0x1F) == Sps);
        var pps = parts.Find(p => p.Length > 0 && (p.Span[0] & 0x1F) == Pps);
        if (sps.Length > 3 && pps.Length > 0)
        {
            byte[] config =
            [
                1, sps.Span[1], sps.Span[2], sps.Span[3], 0xFF, 0xE1, (byte)(sps.Length >> 8), (byte)sps.Length, .. sps.Span, 1, (byte)(pps.Length >> 8), (byte)pps.Length, .. pps.Span,
            ];
            if (!config.SequenceEqual(_pictureConfig))
            {
                _pictureConfig = config;
                yield return new RtmpMessage(RtmpMessage.Video, 0, stamp, (byte[])[0x17, 0, 0, 0, 0, .. config]);
            }
        }

        if (_pictureConfig.Length == 0) yield break;
        var late = (int)(TsClock.Unwrap(pes.Pts!.Value, pes.Dts.Value) - pes.Dts.Value) / 90;
        var body = new List<byte> { (byte)(unit.IsKey ? 0x17 : 0x27), 1, (byte)(late >> 16), (byte)(late >> 8), (byte)late };
        var length = new byte[4];
        foreach (var part in parts.Where(p => p.Length > 0 && (p.Span[0] & 0x1F) is not (Sps or Pps or Delimiter)))
        {
            BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
            body.AddRange([.. length, .. part.Span]);
        }

        yield return new RtmpMessage(RtmpMessage.Video, 0, stamp, body.ToArray());
    }

    private IEnumerable<RtmpMessage> SoundTags(UnitSent unit, PesUnit pes)
    {
        var wire = TsClock.Unwrap(pes.Dts!.Value, unit.Wire);
        var data = pes.Data.AsMemory();
        for (var number = 0; AdtsHeader.Read(data.Span) is { } header && header.FrameSize <= data.Length; number++)
        {
            var stamp = Milliseconds(wire + ((long)number * AacFrame * TsClock.Rate / header.SampleRate));
            if (!header.Config.SequenceEqual(_soundConfig))
            {
                _soundConfig = header.Config;
                yield return new RtmpMessage(RtmpMessage.Audio, 0, stamp, (byte[])[0xAF, 0, .. header.Config]);
            }

            yield return new RtmpMessage(RtmpMessage.Audio, 0, stamp, (byte[])[0xAF, 1, .. data.Span[header.Size..header.FrameSize]]);
            data = data[header.FrameSize..];
        }
    }

    private uint Milliseconds(long wire) => (uint)((wraps ? wire - TsClock.Modulus : wire) / 90);
}
