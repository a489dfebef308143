using System.Numerics;
using System.Numerics.Tensors;
using LongVpo.Memory.Schema;

namespace LongVpo.Memory.Index;

/// <summary>
/// A fixed view of packed vectors that searches read while more are added behind its end: a newer view shares the arrays, and an older one never looks that far.
/// </summary>
internal sealed class PackedSnapshot
{
    private readonly int _dimensions;
    private readonly sbyte[] _numbers;
    private readonly long[] _rows;
    private readonly long[] _segments;
    private readonly float[] _lengths;
    private int _count;

    private PackedSnapshot(int dimensions, sbyte[] numbers, long[] rows, long[] segments, float[] lengths, int count) =>
        (_dimensions, _numbers, _rows, _segments, _lengths, _count) = (dimensions, numbers, rows, segments, lengths, count);

    public static PackedSnapshot Empty(int dimensions) => new(dimensions, [], [], [], [], 0);

    /// <summary>A view that has room for more; arrays double, so that adding one at a time stays cheap.</summary>
    public PackedSnapshot With(int more)
    {
        var needed = _count + more;
        if (needed <= _rows.Length) return new PackedSnapshot(_dimensions, _numbers, _rows, _segments, _lengths, _count);
        var room = Math.Max(needed, _rows.Length * 2);
        var (numbers, rows, segments, lengths) = (new sbyte[(long)room * _dimensions], new long[room], new long[room], new float[room]);
        Array.Copy(_numbers, numbers, (long)_count * _dimensions);
        Array.Copy(_rows, rows, _count);
        Array.Copy(_segments, segments, _count);
        Array.Copy(_lengths, lengths, _count);
        return new PackedSnapshot(_dimensions, numbers, rows, segments, lengths, _count);
    }

    /// <summary>Only on a view that nobody searches yet.</summary>
    public void Add(long row, long segment, ReadOnlySpan<float> floats)
    {
        var packed = _numbers.AsSpan(_count * _dimensions, _dimensions);
        Pack(floats, packed);
        (_rows[_count], _segments[_count], _lengths[_count]) = (row, segment, MathF.Sqrt(Dot(packed, packed)));
        _count++;
    }

    /// <summary>Vector rows by falling approximate cosine similarity.</summary>
    public long[] Nearest(ReadOnlySpan<float> query, HashSet<long>? videos, int count)
    {
        var packed = new sbyte[_dimensions];
        Pack(query, packed);
        var best = new PriorityQueue<long, float>();
        for (var i = 0; i < _count; i++)
        {
            if (videos is not null && !videos.Contains(RowKeys.VideoOf(_segments[i]))) continue;
            var similarity = _lengths[i] > 0 ? Dot(packed, _numbers.AsSpan(i * _dimensions, _dimensions)) / _lengths[i] : 0;
            if (best.Count < count) best.Enqueue(_rows[i], similarity);
            else if (best.TryPeek(out _, out var worst) && similarity > worst) best.DequeueEnqueue(_rows[i], similarity);
        }

        return best.UnorderedItems.OrderByDescending(item => item.Priority).Select(item => item.Element).ToArray();
    }

    /// <summary>Scales a vector so that its largest number is 127: only its direction matters, and that uses every bit.</summary>
    private static void Pack(ReadOnlySpan<float> floats, Span<sbyte> packed)
    {
        var largest = Math.Abs(TensorPrimitives.MaxMagnitude(floats));
        for (var i = 0; i < floats.Length; i++) packed[i] = largest > 0 && float.IsFinite(largest) ? (sbyte)MathF.Round(floats[i] / largest * 127) : (sbyte)0;
    }

    /// <summary>Two products of bytes up to 127 fit into 16 bits together, so they are added before they are widened.</summary>
    private static int Dot(ReadOnlySpan<sbyte> left, ReadOnlySpan<sbyte> right)
    {
        var sum = Vector<int>.Zero;
        var i = 0;
        for (; i <= left.Length - Vector<sbyte>.Count; i += Vector<sbyte>.Count)
        {
            Vector.Widen(new Vector<sbyte>(left[i..]), out var leftLow, out var leftHigh);
            Vector.Widen(new Vector<sbyte>(right[i..]), out var rightLow, out var rightHigh);
            Vector.Widen((leftLow * rightLow) + (leftHigh * rightHigh), out var low, out var high);
            sum += low + high;
        }

        var total = Vector.Sum(sum);
        for (; i < left.Length; i++) total += left[i] * right[i];
        return total;
    }
}
