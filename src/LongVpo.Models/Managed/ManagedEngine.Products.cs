using LongVpo.Models.Managed.Kernels;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Managed;

/// <summary>Products and attention.</summary>
public sealed partial class ManagedEngine
{
    /// <inheritdoc/>
    public Tensor Linear(Tensor x, Tensor weight, Tensor? bias = null)
    {
        Require(weight.Rank == 2 && x.Rank > 0 && x.Width == weight.Width, $"Rows of [{Text(x.Shape.AsSpan())}] cannot be multiplied with a matrix [{Text(weight.Shape.AsSpan())}].");
        Require(bias is null || bias.Count == weight.Shape[0], "A bias has one number per output.");
        var from = Own(x);
        var result = Make(x.Shape.SetItem(x.Rank - 1, weight.Shape[0]));
        var added = bias is null ? null : Own(bias);
        if (weight is ManagedWeight held)
        {
            Product(from, held.Panels, added, result);
            return result;
        }

        var panels = Panels.Pack(Own(weight).Numbers, weight.Shape[0], weight.Shape[1], _pool);
        try
        {
            Product(from, panels, added, result);
            return result;
        }
        finally
        {
            panels.Return(_pool);
        }
    }

    /// <inheritdoc/>
    public Tensor FullAttention(Tensor q, Tensor k, Tensor v, HeadShape heads)
    {
        Require(q.Rank == 3, "Attention over places takes [frames, places, channels].");
        Span<int> lengths = new int[q.Shape[0]];
        lengths.Fill(q.Shape[1]);
        return Uncached(q, k, v, lengths, heads, causal: false);
    }

    /// <inheritdoc/>
    public Tensor CausalAttention(Tensor q, Tensor k, Tensor v, ReadOnlySpan<int> lengths, HeadShape heads) => Uncached(q, k, v, lengths, heads, causal: true);

    /// <inheritdoc/>
    public Tensor CachedAttention(Tensor q, Tensor k, Tensor v, ReadOnlySpan<CachedRow> rows, int layer, HeadShape heads)
    {
        RequireHeads(q, k, v, heads);
        var total = 0;
        foreach (var row in rows)
        {
            var shape = row.Cache.Shape;
            Require(row.Cache is ManagedCache && shape.KeyHeads == heads.KeyHeads && shape.Width == heads.Width && (uint)layer < (uint)shape.Layers, "The cache is of another engine or network.");
            Require(row.Count >= 0, "A row cannot have fewer than 0 tokens.");
            total += row.Count;
        }

        Require(total == q.Rows, $"The rows hold {total} tokens and the step {q.Rows}.");
        var (queries, keys, values) = (Own(q), Own(k), Own(v));
        var result = Make(q.Shape);
        var first = 0;
        foreach (var row in rows)
        {
            var cache = (ManagedCache)row.Cache;
            cache.Append(layer, Rows(keys, first, row.Count), Rows(values, first, row.Count), row.Count);
            Attend(queries, result, first, row.Count, cache, layer, heads, cache.Length, causal: true);
            first += row.Count;
        }

        return result;
    }

    private int ThreadsFor(int rows) => rows <= PanelProduct.Few ? Settings.DecodeThreads : Settings.Threads;

    // Many rows are divided among the threads; with fewer, or one, the columns are.
    private void Product(ManagedTensor x, Panels matrix, ManagedTensor? bias, ManagedTensor y)
    {
        var rows = x.Rows;
        var threads = ThreadsFor(rows);
        if (threads <= 1)
        {
            PanelProduct.Multiply(x.Numbers, rows, matrix, bias is null ? [] : bias.Numbers, y.Numbers, 0, matrix.Count);
            return;
        }

        var work = (long)rows * matrix.Inputs * matrix.Outputs;
        if (rows >= 4 * threads * Tile.RowsMax)
            Workers.Share(threads, rows, Tile.RowsMax, work, (first, end) => PanelProduct.Multiply(Rows(x, first, end - first), end - first, matrix, bias is null ? [] : bias.Numbers, Rows(y, first, end - first), 0, matrix.Count));
        else
            Workers.Share(threads, matrix.Count, 2, work, (first, end) => PanelProduct.Multiply(x.Numbers, rows, matrix, bias is null ? [] : bias.Numbers, y.Numbers, first, end));
    }

    private static Span<float> Rows(ManagedTensor tensor, int first, int count) => tensor.Numbers.Slice(first * tensor.Width, count * tensor.Width);

    private static void RequireHeads(Tensor q, Tensor k, Tensor v, HeadShape heads)
    {
        Require(heads is { Width: > 0 and <= Tile.DepthMax, KeyHeads: > 0 } && heads.Heads % heads.KeyHeads == 0, "Key heads divide the query heads, and a head has 1 to 256 channels.");
        Require(q.Width == heads.Heads * heads.Width, $"Queries [{Text(q.Shape.AsSpan())}] do not hold {heads.Heads} heads of {heads.Width} channels.");
        Require(k.Width == heads.KeyHeads * heads.Width && v.Width == k.Width && k.Rows == q.Rows && v.Rows == q.Rows, "Keys and values have a row for every query row, and the channels of their heads.");
    }

    private void Attend(ManagedTensor q, ManagedTensor result, int first, int count, ManagedCache cache, int layer, HeadShape heads, int past, bool causal)
    {
        // Rows of all key heads one behind the other, each head's a whole number of tiles, so that threads get heads or parts of heads.
        var rows = count * (heads.Heads / heads.KeyHeads);
        var tiles = (rows + Tile.RowsMax - 1) / Tile.RowsMax;
        var threads = ThreadsFor(q.Rows);
        if (threads <= 1)
        {
            for (var head = 0; head < heads.KeyHeads; head++) Attention.Head(Rows(q, first, count), count, heads, cache, layer, head, past, causal, 0, rows, Rows(result, first, count));
            return;
        }

        Workers.Share(threads, heads.KeyHeads * tiles, 1, 2L * count * heads.Heads * heads.Width * (past + count), (from, to) =>
        {
            for (var head = from / tiles; head * tiles < to; head++)
            {
                var start = Math.Max(from - (head * tiles), 0) * Tile.RowsMax;
                var end = Math.Min(Math.Min(to - (head * tiles), tiles) * Tile.RowsMax, rows);
                Attention.Head(Rows(q, first, count), count, heads, cache, layer, head, past, causal, start, end, Rows(result, first, count));
            }
        });
    }

    // The same kernels as with a cache, over one that lives for this call.
    private ManagedTensor Uncached(Tensor q, Tensor k, Tensor v, ReadOnlySpan<int> lengths, HeadShape heads, bool causal)
    {
        RequireHeads(q, k, v, heads);
        var total = 0;
        foreach (var length in lengths) total += length;
        Require(total == q.Rows, $"The sequences hold {total} tokens and the queries {q.Rows}.");
        var (queries, keys, values) = (Own(q), Own(k), Own(v));
        var result = Make(q.Shape);
        var first = 0;
        foreach (var length in lengths)
        {
            using var cache = new ManagedCache(_pool, new CacheShape(1, heads.KeyHeads, heads.Width));
            cache.Append(0, Rows(keys, first, length), Rows(values, first, length), length);
            Attend(queries, result, first, length, cache, 0, heads, 0, causal);
            first += length;
        }

        return result;
    }
}
