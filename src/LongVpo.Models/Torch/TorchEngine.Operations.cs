using LongVpo.Models.Native;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Torch;

/// <summary>The arithmetic, one call through the wall each.</summary>
public sealed partial class TorchEngine
{
    private static readonly TensorHandle Nothing = new();

    /// <inheritdoc/>
    public Tensor Linear(Tensor x, Tensor weight, Tensor? bias = null) => Made(TorchNative.lt_linear(Of(x), Of(weight), bias is null ? Nothing : Of(bias), _type));

    /// <inheritdoc/>
    public Tensor Add(Tensor a, Tensor b)
    {
        TorchShapes.SameOrRow(a, b);
        return Made(TorchNative.lt_add(Of(a), Of(b)));
    }

    /// <inheritdoc/>
    public Tensor Multiply(Tensor a, Tensor b)
    {
        TorchShapes.SameOrRow(a, b);
        return Made(TorchNative.lt_multiply(Of(a), Of(b)));
    }

    /// <inheritdoc/>
    public Tensor Scale(Tensor x, float factor) => Made(TorchNative.lt_scale(Of(x), factor));

    /// <inheritdoc/>
    public Tensor AddScaled(Tensor residual, Tensor branch, Tensor scale)
    {
        TorchShapes.Same(residual, branch);
        TorchShapes.SameOrRow(branch, scale);
        return Made(TorchNative.lt_add_scaled(Of(residual), Of(branch), Of(scale)));
    }

    /// <inheritdoc/>
    public Tensor LayerNorm(Tensor x, Tensor weight, Tensor bias, float epsilon) => Made(TorchNative.lt_layer_norm(Of(x), Of(weight), Of(bias), epsilon));

    /// <inheritdoc/>
    public Tensor RmsNorm(Tensor x, Tensor weight, float epsilon)
    {
        if (weight.Rank != 1 || x.Width % Math.Max(1, weight.Width) != 0)
            throw new ArgumentException($"Rows of {x.Width} numbers cannot be normed in pieces of shape {TorchShapes.Text(weight.Shape.AsSpan())}.");
        return Made(TorchNative.lt_rms_norm(Of(x), Of(weight), epsilon));
    }

    /// <inheritdoc/>
    public Tensor Gelu(Tensor x) => Made(TorchNative.lt_gelu(Of(x)));

    /// <inheritdoc/>
    public Tensor SwiGlu(Tensor gate, Tensor up)
    {
        TorchShapes.Same(gate, up);
        return Made(TorchNative.lt_swiglu(Of(gate), Of(up)));
    }

    /// <inheritdoc/>
    public Tensor Softmax(Tensor x) => Made(TorchNative.lt_softmax(Of(x)));

    /// <inheritdoc/>
    public Tensor LogSoftmax(Tensor x) => Made(TorchNative.lt_log_softmax(Of(x)));

    /// <inheritdoc/>
    public Tensor Embed(Tensor table, ReadOnlySpan<int> ids)
    {
        Within(ids, table.Shape[0]);
        return Made(TorchNative.lt_embed(Of(table), ids, ids.Length));
    }

    /// <inheritdoc/>
    public Tensor PutRows(Tensor x, ReadOnlySpan<int> places, Tensor rows)
    {
        Within(places, x.Shape[0]);
        if (rows.Rank != 2 || rows.Shape[0] != places.Length || rows.Width != x.Width)
            throw new ArgumentException($"Rows of shape {TorchShapes.Text(rows.Shape.AsSpan())} cannot be put to {places.Length} places of {TorchShapes.Text(x.Shape.AsSpan())}.");
        return Made(TorchNative.lt_put_rows(Of(x), places, places.Length, Of(rows)));
    }

    /// <inheritdoc/>
    public Tensor TakeRows(Tensor x, ReadOnlySpan<int> places)
    {
        Within(places, x.Shape[0]);
        return Made(TorchNative.lt_take_rows(Of(x), places, places.Length));
    }

    /// <inheritdoc/>
    public Tensor Slice(Tensor x, int dimension, int start, int count)
    {
        if (dimension < 0 || dimension >= x.Rank || start < 0 || count < 0 || start + (long)count > x.Shape[dimension])
            throw new ArgumentException($"There is no slice {start} to {start + (long)count} of dimension {dimension} in {TorchShapes.Text(x.Shape.AsSpan())}.");
        return Made(TorchNative.lt_slice(Of(x), dimension, start, count));
    }

    /// <inheritdoc/>
    public Tensor Concatenate(int dimension, params ReadOnlySpan<Tensor> parts)
    {
        var handles = new TensorHandle[parts.Length];
        for (var i = 0; i < parts.Length; i++) handles[i] = Of(parts[i]);
        using var borrowed = new Borrowed(handles);
        return Made(TorchNative.lt_concatenate(dimension, borrowed.Pointers, parts.Length));
    }

    /// <inheritdoc/>
    public Tensor Reshape(Tensor x, params ReadOnlySpan<int> shape)
    {
        TorchShapes.Holds(shape, x.Count);
        return Made(TorchNative.lt_reshape(Of(x), shape, shape.Length));
    }

    /// <inheritdoc/>
    public Tensor Permute(Tensor x, params ReadOnlySpan<int> order) => Made(TorchNative.lt_permute(Of(x), order, order.Length));

    /// <inheritdoc/>
    public Tensor Patches(Tensor pictures, int size)
    {
        if (pictures.Rank != 4 || size < 1 || pictures.Shape[2] % size != 0 || pictures.Shape[3] % size != 0)
            throw new ArgumentException($"Pictures of shape {TorchShapes.Text(pictures.Shape.AsSpan())} cannot be cut into patches of {size}.");
        return Made(TorchNative.lt_patches(Of(pictures), size));
    }

    /// <inheritdoc/>
    public Tensor Bicubic(Tensor grid, int height, int width)
    {
        if (grid.Rank != 4 || grid.Shape[0] != 1) throw new ArgumentException($"A grid is [1, h, w, C], not {TorchShapes.Text(grid.Shape.AsSpan())}.");
        return Made(TorchNative.lt_bicubic(Of(grid), height, width));
    }

    /// <inheritdoc/>
    public Tensor Rotate(Tensor x, Tensor cosines, Tensor sines, int headWidth)
    {
        TorchShapes.Rotation(x, cosines, sines, headWidth);
        return Made(TorchNative.lt_rotate(Of(x), Of(cosines), Of(sines), headWidth));
    }

    /// <inheritdoc/>
    public Tensor FullAttention(Tensor q, Tensor k, Tensor v, HeadShape heads) =>
        Made(TorchNative.lt_full_attention(Of(q), Of(k), Of(v), heads.Heads, heads.KeyHeads, heads.Width));

    /// <inheritdoc/>
    public Tensor CausalAttention(Tensor q, Tensor k, Tensor v, ReadOnlySpan<int> lengths, HeadShape heads) =>
        Made(TorchNative.lt_causal_attention(Of(q), Of(k), Of(v), lengths, lengths.Length, heads.Heads, heads.KeyHeads, heads.Width));

    /// <inheritdoc/>
    public Tensor CachedAttention(Tensor q, Tensor k, Tensor v, ReadOnlySpan<CachedRow> rows, int layer, HeadShape heads)
    {
        var caches = new CacheHandle[rows.Length];
        Span<int> counts = rows.Length <= 64 ? stackalloc int[rows.Length] : new int[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var cache = rows[i].Cache as TorchCache ?? throw new ArgumentException("A cache of another engine was given to libtorch.");
            if (cache.Shape.KeyHeads != heads.KeyHeads || cache.Shape.Width != heads.Width) throw new ArgumentException($"A cache of {cache.Shape} does not fit heads of {heads}.");
            caches[i] = cache.Handle;
            counts[i] = rows[i].Count;
        }
        using var borrowed = new Borrowed(caches);
        return Made(TorchNative.lt_cached_attention(Of(q), Of(k), Of(v), borrowed.Pointers, counts, rows.Length, layer, heads.Heads));
    }

    /// <inheritdoc/>
    public int[] ArgMax(Tensor x)
    {
        var places = new int[x.Rows];
        TorchLibrary.Check(TorchNative.lt_argmax(Of(x), places, places.Length));
        return places;
    }

    // On CUDA an index out of range ends the process's use of the card, so it is refused here.
    private static void Within(ReadOnlySpan<int> places, int rows)
    {
        foreach (var place in places)
            if (place < 0 || place >= rows) throw new ArgumentException($"There is no row {place} among {rows}.");
    }
}
