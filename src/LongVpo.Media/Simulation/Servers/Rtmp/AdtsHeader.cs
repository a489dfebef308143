namespace LongVpo.Media.Simulation.Servers.Rtmp;

/// <summary>The header that AAC has before each frame in a transport stream (ISO/IEC 13818-7).</summary>
/// <param name="Size">Its own bytes.</param>
/// <param name="FrameSize">Bytes of the frame with it.</param>
/// <param name="SampleRate">In hertz.</param>
/// <param name="Config">The same facts as players want them once (AudioSpecificConfig).</param>
internal sealed record AdtsHeader(int Size, int FrameSize, int SampleRate, byte[] Config)
{
    private static readonly int[] Rates = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350];

    /// <summary>The header that begins here, or null.</summary>
    public static AdtsHeader? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 7 || bytes[0] != 0xFF || (bytes[1] & 0xF6) != 0xF0) return null;
        var rate = (bytes[2] >> 2) & 0x0F;
        var size = (bytes[1] & 1) == 1 ? 7 : 9;
        var frame = ((bytes[3] & 3) << 11) | (bytes[4] << 3) | (bytes[5] >> 5);
        if (rate >= Rates.Length || frame < size) return null;
        var profile = (bytes[2] >> 6) + 1;
        var channels = ((bytes[2] & 1) << 2) | (bytes[3] >> 6);
        return new AdtsHeader(size, frame, Rates[rate], [(byte)((profile << 3) | (rate >> 1)), (byte)((rate << 7) | (channels << 3))]);
    }
}
