using System.Runtime.InteropServices;
using System.Text;

namespace LongVpo.Media.Native;

/// <summary><c>lv_recorder</c>: lets the native side ask a keeper for files.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct AvRecorder
{
    public delegate* unmanaged<nint, int, long, byte*, byte*, int, int> Begin;
    public delegate* unmanaged<nint, long, long, int, void> End;
    public nint State;
    public long LengthUs;

    /// <param name="keeper">A handle of an <see cref="IPacketKeeper"/>.</param>
    /// <param name="length">How long a file is at least.</param>
    public static AvRecorder Of(nint keeper, TimeSpan length) => new() { Begin = &AskBegin, End = &TellEnd, State = keeper, LengthUs = (long)length.TotalMicroseconds };

    [UnmanagedCallersOnly]
    private static int AskBegin(nint state, int jumps, long start, byte* extension, byte* path, int capacity)
    {
        try
        {
            var chosen = KeeperOf(state).Begin(jumps, start, AvDescription.TextOf(extension) ?? "ts");
            if (chosen is null || Encoding.UTF8.GetByteCount(chosen) >= capacity) return 0;
            path[Encoding.UTF8.GetBytes(chosen, new Span<byte>(path, capacity - 1))] = 0;
            return 1;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Nothing may be thrown through C; without an answer nothing is kept.
            return 0;
        }
    }

    [UnmanagedCallersOnly]
    private static void TellEnd(nint state, long end, long bytes, int error)
    {
        try
        {
            KeeperOf(state).End(end, bytes, error);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // As above: the file stays under its first name and is put right when the folder is opened again.
        }
    }

    private static IPacketKeeper KeeperOf(nint state) => (IPacketKeeper)GCHandle.FromIntPtr(state).Target!;
}
