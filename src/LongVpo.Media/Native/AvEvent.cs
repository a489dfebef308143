using System.Runtime.InteropServices;

namespace LongVpo.Media.Native;

/// <summary><c>lv_event</c>: one thing a session delivers; its pointers are good until the next call.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct AvEvent
{
    public int Kind;
    public int Flags;
    public long Pts;
    public long End;
    public long UtcUs;
    public int TimeBaseNumerator;
    public int TimeBaseDenominator;
    public int Width;
    public int Height;
    public int Stream;
    public int Size;
    public byte* Data;
    public byte* Luma;
    public byte* Blue;
    public byte* Red;
}
