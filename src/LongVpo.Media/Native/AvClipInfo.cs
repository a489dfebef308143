using System.Runtime.InteropServices;

namespace LongVpo.Media.Native;

/// <summary><c>lv_clip_info</c>: what a clip holds, in microseconds of the timeline.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct AvClipInfo
{
    public long StartUs;
    public long EndUs;
    public long Packets;
}
