using System.Runtime.InteropServices;

namespace LongVpo.Media.Native;

/// <summary><c>lv_counts</c>: what a session has read so far.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct AvCounts
{
    public long Packets;
    public long Bytes;
    public long Decoded;
    public long OutOfOrder;
    public long DecodeErrors;
    public long ReadErrors;

    /// <summary>Where the last packet of picture or sound ends in microseconds; <see cref="long.MinValue"/> before one was read.</summary>
    public long EndUs;
}
