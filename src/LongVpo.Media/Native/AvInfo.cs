using System.Runtime.InteropServices;

namespace LongVpo.Media.Native;

/// <summary><c>lv_info</c>: what the opened file holds.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct AvInfo
{
    public fixed byte Container[64];
    public fixed byte VideoCodec[32];
    public fixed byte AudioCodec[32];
    public fixed byte Created[40];
    public long DurationUs;
    public long StartUs;
    public int Width;
    public int Height;
    public int TimeBaseNumerator;
    public int TimeBaseDenominator;
    public int RateNumerator;
    public int RateDenominator;
    public int TextTracks;
    public int Seekable;
    public int CutShort;
    public int DurationGuessed;
}
