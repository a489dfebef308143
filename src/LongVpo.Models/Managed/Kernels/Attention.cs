using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Managed.Kernels;

/// <summary>
/// Attention of one sequence's new tokens to what its cache holds. Rows of a tile are (token, query head) pairs of one key head, so grouped heads read the keys once. Scores are
/// calculated for 256 keys at a time with a running softmax: the whole score matrix never exists, and what a causal tile may not see is never calculated.
/// </summary>
internal static class Attention
{
    /// <summary>Attends with the query heads of one key head.</summary>
    /// <param name="q">[tokens, Heads * Width].</param>
    /// <param name="tokens">New tokens.</param>
    /// <param name="heads">How a row is divided.</param>
    /// <param name="cache">Keys and values, those of the new tokens included.</param>
    /// <param name="layer">Which layer's.</param>
    /// <param name="head">Which key head.</param>
    /// <param name="past">Tokens before the new ones.</param>
    /// <param name="causal">Whether a token sees only itself and what is before it.</param>
    /// <param name="first">First of the rows that are calculated, a row being token * group + query head of the group.</param>
    /// <param name="end">Behind the last of them.</param>
    /// <param name="output">As <paramref name="q"/>.</param>
    public static void Head(ReadOnlySpan<float> q, int tokens, HeadShape heads, ManagedCache cache, int layer, int head, int past, bool causal, int first, int end, Span<float> output)
    {
        var group = heads.Heads / heads.KeyHeads;
        var scratch = Scratch.Mine;
        Span<float> max = stackalloc float[Tile.RowsMax];
        Span<float> sum = stackalloc float[Tile.RowsMax];
        for (var top = first; top < end; top += Tile.RowsMax)
        {
            var count = Math.Min(Tile.RowsMax, end - top);
            var rows = scratch.Rows(1);
            var results = scratch.Results;
            for (var row = 0; row < count; row++)
            {
                TensorPrimitives.Multiply(q.Slice(Place(top + row, group, head, heads), heads.Width), heads.Scale, rows.Span(row * Tile.Stride, heads.Width));
                results.Span(row * Tile.Stride, cache.Layout.ValueWidth).Clear();
            }

            max.Fill(float.NegativeInfinity);
            sum.Clear();
            var seen = causal ? past + ((top + count - 1) / group) + 1 : past + tokens;
            for (var start = 0; start < seen; start += Tile.DepthMax)
            {
                var keys = Math.Min(Tile.DepthMax, seen - start);
                Scores(count, cache, layer, head, start, keys, ref rows.First, ref scratch.Scores.First);
                for (var row = 0; row < count; row++)
                {
                    var visible = Math.Clamp((causal ? past + ((top + row) / group) + 1 : seen) - start, 0, keys);
                    Weigh(scratch.Scores.Span(row * Tile.Stride, keys), visible, ref max[row], ref sum[row], results.Span(row * Tile.Stride, cache.Layout.ValueWidth));
                }

                Gather(count, cache, layer, head, start, keys, ref scratch.Scores.First, ref results.First);
            }

            for (var row = 0; row < count; row++)
                TensorPrimitives.Multiply(results.Span(row * Tile.Stride, heads.Width), 1f / sum[row], output.Slice(Place(top + row, group, head, heads), heads.Width));
        }
    }

    private static int Place(int row, int group, int head, HeadShape heads) => ((row / group * heads.Heads) + (head * group) + (row % group)) * heads.Width;

    private static void Scores(int count, ManagedCache cache, int layer, int head, int start, int keys, ref float rows, ref float scores)
    {
        var width = cache.Shape.Width;
        for (var key = 0; key < keys; key += BlockLayout.Tokens)
        {
            ref var panel = ref Unsafe.Add(ref cache.Blocks[(start + key) / BlockLayout.Tokens].First, cache.Layout.Keys(layer, head));
            ref var into = ref Unsafe.Add(ref scores, key);
            if (count == 1) Tile.Row(BlockLayout.Tokens / Tile.Columns, width, ref rows, ref panel, Tile.Columns, Tile.Columns * width, ref into, add: false);
            for (var column = 0; column < Math.Min(BlockLayout.Tokens, keys - key) && count > 1; column += Tile.Columns)
                Tile.Multiply(count, width, ref rows, ref Unsafe.Add(ref panel, column * width), Tile.Columns, ref Unsafe.Add(ref into, column), Tile.Stride, add: false);
        }
    }

    // The running softmax: when a larger score appears, what was summed so far is scaled down to it.
    private static void Weigh(Span<float> scores, int visible, ref float max, ref float sum, Span<float> result)
    {
        if (visible == 0)
        {
            scores.Clear();
            return;
        }

        var seen = scores[..visible];
        var larger = TensorPrimitives.Max<float>(seen);
        if (larger > max)
        {
            var factor = MathF.Exp(max - larger);
            sum *= factor;
            TensorPrimitives.Multiply(result, factor, result);
            max = larger;
        }

        sum += Elements.ExpSum(seen, max, seen);
        scores[visible..].Clear();
    }

    private static void Gather(int count, ManagedCache cache, int layer, int head, int start, int keys, ref float scores, ref float results)
    {
        var width = cache.Layout.ValueWidth;
        for (var key = 0; key < keys; key += BlockLayout.Tokens)
        {
            ref var values = ref Unsafe.Add(ref cache.Blocks[(start + key) / BlockLayout.Tokens].First, cache.Layout.Values(layer, head));
            var depth = Math.Min(BlockLayout.Tokens, keys - key);
            if (count == 1) Tile.Row(width / Tile.Columns, depth, ref Unsafe.Add(ref scores, key), ref values, width, Tile.Columns, ref results, add: true);
            for (var column = 0; column < width && count > 1; column += Tile.Columns)
                Tile.Multiply(count, depth, ref Unsafe.Add(ref scores, key), ref Unsafe.Add(ref values, column), width, ref Unsafe.Add(ref results, column), Tile.Stride, add: true);
        }
    }
}
