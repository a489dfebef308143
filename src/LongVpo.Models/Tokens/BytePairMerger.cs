using System.Buffers;
using System.Collections.Concurrent;
using System.Text;

namespace LongVpo.Models.Tokens;

/// <summary>
/// Merges the bytes of a piece pair by pair, the pair of lowest rank first and the leftmost of equals, until none is listed. Short pieces are searched anew for each merge, long ones through
/// a queue, so that a megabyte without a space costs n log n. Pieces seen before are remembered up to a bound, and then no more are.
/// </summary>
/// <param name="byteIds">The id of each byte.</param>
/// <param name="merges">Left and right id (high and low half) to rank and merged id.</param>
internal sealed class BytePairMerger(int[] byteIds, Dictionary<ulong, (int Rank, int Id)> merges)
{
    private const int RememberedPieces = 1 << 16;
    private const int RememberedLength = 48;
    private const int ShortPiece = 64;

    private readonly ConcurrentDictionary<string, int[]> _remembered = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>Adds the ids of one piece.</summary>
    public void Add(ReadOnlySpan<char> piece, List<int> into)
    {
        var known = _remembered.GetAlternateLookup<ReadOnlySpan<char>>();
        if (piece.Length <= RememberedLength && known.TryGetValue(piece, out var ids))
        {
            into.AddRange(ids);
            return;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(piece.Length));
        var bytes = buffer.AsSpan(0, Encoding.UTF8.GetBytes(piece, buffer));
        var merged = bytes.Length <= ShortPiece ? Short(bytes) : Long(bytes);
        ArrayPool<byte>.Shared.Return(buffer);
        into.AddRange(merged);
        if (piece.Length <= RememberedLength && Volatile.Read(ref _count) < RememberedPieces && known.TryAdd(piece, merged)) Interlocked.Increment(ref _count);
    }

    private int[] Short(ReadOnlySpan<byte> bytes)
    {
        Span<int> ids = stackalloc int[bytes.Length];
        Span<int> ranks = stackalloc int[bytes.Length];
        for (var i = 0; i < bytes.Length; i++) ids[i] = byteIds[bytes[i]];
        for (var i = 0; i + 1 < bytes.Length; i++) ranks[i] = Rank(ids[i], ids[i + 1]).Rank;

        var count = bytes.Length;
        while (count > 1)
        {
            var best = 0;
            for (var i = 1; i < count - 1; i++)
                if (ranks[i] < ranks[best]) best = i;
            if (ranks[best] == int.MaxValue) break;

            ids[best] = Rank(ids[best], ids[best + 1]).Id;
            ids[(best + 2)..count].CopyTo(ids[(best + 1)..]);
            ranks[(best + 1)..(count - 1)].CopyTo(ranks[best..]);
            count--;
            if (best > 0) ranks[best - 1] = Rank(ids[best - 1], ids[best]).Rank;
            if (best < count - 1) ranks[best] = Rank(ids[best], ids[best + 1]).Rank;
        }

        return ids[..count].ToArray();
    }

    private int[] Long(ReadOnlySpan<byte> bytes)
    {
        var ids = new int[bytes.Length];
        var after = new int[bytes.Length];
        var before = new int[bytes.Length];
        for (var i = 0; i < ids.Length; i++) (ids[i], after[i], before[i]) = (byteIds[bytes[i]], i + 1, i - 1);

        var queue = new PriorityQueue<(int At, int Left, int Right), ulong>(ids.Length);
        for (var i = 0; i + 1 < ids.Length; i++) Propose(i);
        while (queue.TryDequeue(out var pair, out _))
        {
            var right = after[pair.At];
            // The pair may have been taken apart by another merge since it was proposed.
            if (ids[pair.At] != pair.Left || right >= ids.Length || ids[right] != pair.Right) continue;
            ids[pair.At] = Rank(pair.Left, pair.Right).Id;
            ids[right] = -1;
            after[pair.At] = after[right];
            if (after[right] < ids.Length) before[after[right]] = pair.At;
            if (before[pair.At] >= 0) Propose(before[pair.At]);
            Propose(pair.At);
        }

        return [.. ids.Where(id => id >= 0)];

        void Propose(int at)
        {
            if (after[at] >= ids.Length) return;
            var (left, right) = (ids[at], ids[after[at]]);
            var rank = Rank(left, right).Rank;
            if (rank != int.MaxValue) queue.Enqueue((at, left, right), ((ulong)(uint)rank << 32) | (uint)at);
        }
    }

    private (int Rank, int Id) Rank(int left, int right) =>
        merges.TryGetValue(((ulong)(uint)left << 32) | (uint)right, out var merge) ? merge : (int.MaxValue, -1);
}
