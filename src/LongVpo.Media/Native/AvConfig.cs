using System.Runtime.InteropServices;

namespace LongVpo.Media.Native;

/// <summary><c>lv_config</c>: what a session shall deliver.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct AvConfig
{
    public int Want;
    public int Mode;
    public int Threads;
    public int MaxSide;
    public long Interval100Ns;
    public long TimeoutMs;
    public byte* Formats;
    public byte* Charset;
}
