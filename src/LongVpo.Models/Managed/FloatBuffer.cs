using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LongVpo.Models.Managed;

/// <summary>
/// Memory for numbers that begins at a cache line, because a 64-byte load that crosses one costs two. It is a pinned array, so the beginning stays where it is and no native
/// memory has to be freed. Shared by views; the pool takes it back from the last one.
/// </summary>
internal sealed class FloatBuffer
{
    private const int LineBytes = 64;
    private readonly float[] _numbers;
    private readonly int _start;
    private int _sharers;

    public FloatBuffer(int capacity)
    {
        Capacity = capacity;
        _numbers = GC.AllocateUninitializedArray<float>(capacity + (LineBytes / sizeof(float)), pinned: true);
        _start = Lead(_numbers) / sizeof(float);
    }

    /// <summary>How many numbers fit.</summary>
    public int Capacity { get; }

    /// <summary>Bytes it takes.</summary>
    public long Bytes => (long)_numbers.Length * sizeof(float);

    /// <summary>Where its numbers begin.</summary>
    public ref float First => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_numbers), _start);

    /// <summary>Bytes from an array's first element to the next cache line.</summary>
    public static int Lead<T>(T[] pinned)
        where T : unmanaged => (int)(-(long)Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0) & (LineBytes - 1));

    public Span<float> Span(int start, int count) => _numbers.AsSpan(_start + start, count);

    /// <summary>One more holds it.</summary>
    public void Share() => Interlocked.Increment(ref _sharers);

    /// <summary>One holds it less; true when that was the last.</summary>
    public bool Leave() => Interlocked.Decrement(ref _sharers) == 0;

    /// <summary>Held by more than one.</summary>
    public bool IsShared => Volatile.Read(ref _sharers) > 1;
}
