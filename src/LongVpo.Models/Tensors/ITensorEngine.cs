namespace LongVpo.Models.Tensors;

/// <summary>
/// The arithmetic a network may use, so that one network runs on pure C# and on libtorch. Two layouts occur: images as [F, N, C] (frames, places, channels), text as [T, C] where
/// the tokens of all sequences lie one behind the other. Operations return new tensors owned by the open scope, never write into their arguments, and throw
/// <see cref="ArgumentException"/> on shapes that do not fit and <see cref="OutOfMemoryException"/> when the device is full. One engine is used by one thread at a time.
/// </summary>
public interface ITensorEngine : IDisposable
{
    /// <summary>What calculates, for people: engine, library and device.</summary>
    string Name { get; }

    /// <summary>The device's name: cpu, cuda:0.</summary>
    string Device { get; }

    /// <summary>What activations are held and calculated in.</summary>
    ElementType Activations { get; }

    /// <summary>Opens a scope on this thread; what is made until it closes dies with it unless kept.</summary>
    ITensorScope OpenScope();

    /// <summary>A tensor with these numbers.</summary>
    Tensor From(ReadOnlySpan<float> values, params ReadOnlySpan<int> shape);

    /// <summary>
    /// A weight that outlives all scopes. <paramref name="bytes"/> are little-endian numbers of <paramref name="stored"/> as they lie in a checkpoint; the engine holds them as
    /// <paramref name="held"/> and may lay them out as its products like them best.
    /// </summary>
    Tensor Weight(ReadOnlySpan<byte> bytes, ElementType stored, ElementType held, params ReadOnlySpan<int> shape);

    /// <summary>Copies all numbers out as float32, row-major.</summary>
    void Read(Tensor tensor, Span<float> into);

    /// <summary>x [.., in] times weight [out, in] transposed, plus bias [out] if there is one: [.., out].</summary>
    Tensor Linear(Tensor x, Tensor weight, Tensor? bias = null);

    /// <summary>Sum of two tensors of one shape, or of rows and one row that is added to each.</summary>
    Tensor Add(Tensor a, Tensor b);

    /// <summary>Product number by number of two tensors of one shape, or of rows and one row.</summary>
    Tensor Multiply(Tensor a, Tensor b);

    /// <summary>Every number times a factor.</summary>
    Tensor Scale(Tensor x, float factor);

    /// <summary>residual + scale * branch, the scale one row; what a block with layer scale ends with.</summary>
    Tensor AddScaled(Tensor residual, Tensor branch, Tensor scale);

    /// <summary>(x - mean) / sqrt(variance + eps) * weight + bias over the last dimension.</summary>
    Tensor LayerNorm(Tensor x, Tensor weight, Tensor bias, float epsilon);

    /// <summary>x / sqrt(mean(x^2) + eps) * weight over the last dimension, or over pieces of the weight's length when the row is a multiple of it (per-head norms).</summary>
    Tensor RmsNorm(Tensor x, Tensor weight, float epsilon);

    /// <summary>x * Phi(x), with the error function, not the tanh form.</summary>
    Tensor Gelu(Tensor x);

    /// <summary>silu(gate) * up, both of one shape; silu(z) = z / (1 + e^-z).</summary>
    Tensor SwiGlu(Tensor gate, Tensor up);

    /// <summary>Softmax over the last dimension.</summary>
    Tensor Softmax(Tensor x);

    /// <summary>Logarithm of the softmax over the last dimension.</summary>
    Tensor LogSoftmax(Tensor x);

    /// <summary>Rows of a table [V, C] by their ids: [T, C].</summary>
    Tensor Embed(Tensor table, ReadOnlySpan<int> ids);

    /// <summary>A copy of x [T, C] in which the rows at <paramref name="places"/> are those of <paramref name="rows"/>, in order.</summary>
    Tensor PutRows(Tensor x, ReadOnlySpan<int> places, Tensor rows);

    /// <summary>The rows of x [T, C] at these places: [places, C].</summary>
    Tensor TakeRows(Tensor x, ReadOnlySpan<int> places);

    /// <summary>Rows start to start+count of one dimension.</summary>
    Tensor Slice(Tensor x, int dimension, int start, int count);

    /// <summary>Tensors one behind the other along a dimension.</summary>
    Tensor Concatenate(int dimension, params ReadOnlySpan<Tensor> parts);

    /// <summary>The same numbers in another shape of equal count.</summary>
    Tensor Reshape(Tensor x, params ReadOnlySpan<int> shape);

    /// <summary>Dimensions in another order.</summary>
    Tensor Permute(Tensor x, params ReadOnlySpan<int> order);

    /// <summary>Cuts pictures [F, 3, H, W] into patches [F, (H/size)*(W/size), 3*size*size], row by row, channels outermost: a patch embedding is then one product.</summary>
    Tensor Patches(Tensor pictures, int size);

    /// <summary>Resizes a grid [1, h, w, C] to [1, height, width, C] by bicubic interpolation as torch does it (a = -0.75, corners not aligned, no antialiasing).</summary>
    Tensor Bicubic(Tensor grid, int height, int width);

    /// <summary>Rotates the halves of every head of x [T, heads*D] by the angles whose cosines and sines are given [T, D/2] (half-split rotary embedding).</summary>
    Tensor Rotate(Tensor x, Tensor cosines, Tensor sines, int headWidth);

    /// <summary>Attention of every place on every place of the same frame: q, k, v [F, N, heads*D].</summary>
    Tensor FullAttention(Tensor q, Tensor k, Tensor v, HeadShape heads);

    /// <summary>Causal attention without a cache, inside each sequence: q [T, H*D], k and v [T, KV*D], the sequences' lengths adding up to T. What training uses.</summary>
    Tensor CausalAttention(Tensor q, Tensor k, Tensor v, ReadOnlySpan<int> lengths, HeadShape heads);

    /// <summary>Appends k and v [T, KV*D] to one layer of each row's cache, then attends causally from q [T, H*D] to all that the cache holds of that sequence.</summary>
    Tensor CachedAttention(Tensor q, Tensor k, Tensor v, ReadOnlySpan<CachedRow> rows, int layer, HeadShape heads);

    /// <summary>An empty cache for one sequence.</summary>
    KeyValueCache NewCache(CacheShape shape);

    /// <summary>Place of the largest number of each row (the first of equals).</summary>
    int[] ArgMax(Tensor x);
}
