using System.Collections.Concurrent;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using LongVpo.Core.Segments;
using LongVpo.Core.Videos;
using LongVpo.Memory.Schema;

namespace LongVpo.Memory.Index;

/// <summary>
/// Finds vectors that point the same way: all of them are compared in one byte per number, and the best few again exactly. Loaded at the first search and
/// brought up to date at each one, from the reader's own snapshot, so a reading process follows a writing one.
/// </summary>
internal sealed class VectorIndex
{
    /// <summary>How many more than asked for are compared exactly. 4 times and 64 more keeps more than 99 of 100 true neighbours (see the benchmark).</summary>
    private const int Oversampling = 4;

    private const int OversamplingFloor = 64;

    private readonly ConcurrentDictionary<(string Space, int Dimensions), PackedVectors> _spaces = new();

    /// <param name="link">A connection within a snapshot.</param>
    /// <param name="space">Which vectors.</param>
    /// <param name="query">Any length but zero.</param>
    /// <param name="videos">Row numbers of the videos to look at; null means all.</param>
    /// <param name="limit">At least 1.</param>
    public IReadOnlyList<(VideoId Video, SegmentId Segment, double Similarity)> Nearest(
        SqliteLink link, string space, ReadOnlySpan<float> query, HashSet<long>? videos, int limit)
    {
        var norm = TensorPrimitives.Norm(query);
        if (norm == 0 || !float.IsFinite(norm)) return [];
        var vectors = _spaces.GetOrAdd((space, query.Length), key => new PackedVectors(key.Space, key.Dimensions));
        var near = vectors.Refresh(link).Nearest(query, videos, (limit * Oversampling) + OversamplingFloor);
        var exact = Exact(link, near, query.ToArray(), norm);
        return exact.OrderByDescending(hit => hit.Similarity).ThenBy(hit => hit.Key).Take(limit)
            .Select(hit => (new VideoId(hit.Video), new SegmentId(RowKeys.OrdinalOf(hit.Key)), hit.Similarity)).ToList();
    }

    private static List<(long Key, string Video, double Similarity)> Exact(SqliteLink link, long[] rows, float[] query, float norm) => link.Query(
        """
        SELECT v.segment, w.id, v.floats FROM json_each($1) j CROSS JOIN vectors v ON v.no = j.value CROSS JOIN videos w ON w.no = v.segment >> 44
        """,
        row =>
        {
            var floats = MemoryMarshal.Cast<byte, float>(row.GetFieldValue<byte[]>(2));
            var length = TensorPrimitives.Norm(floats);
            return (row.GetInt64(0), row.GetString(1), length == 0 ? 0 : Math.Clamp((double)TensorPrimitives.Dot(floats, query) / ((double)length * norm), -1, 1));
        },
        IdList.Of(rows));
}
