using System.Runtime.InteropServices;

namespace LongVpo.Media.Native;

/// <summary><c>lv_source</c>: where a live session reads from.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct AvSource
{
    public byte* Url;
    public byte* Format;
    public byte* Options;
    public byte* Protocols;
    public delegate* unmanaged<nint, byte*, int> Allows;
    public delegate* unmanaged<nint, byte*, long> UtcOf;
    public nint State;
    public long OpenTimeoutMs;
    public long PatienceMs;
    public long GrowingIdleMs;
}
