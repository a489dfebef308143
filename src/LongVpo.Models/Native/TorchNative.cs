using System.Runtime.InteropServices;

namespace LongVpo.Models.Native;

/// <summary>The functions of <c>longvpo_torch.h</c>. Nothing here may be called before <see cref="TorchLibrary.Load"/>.</summary>
internal static partial class TorchNative
{
    public const string Library = "longvpo_torch";
    public const int Abi = 2;

    [LibraryImport(Library)]
    public static partial int lt_abi();

    [LibraryImport(Library)]
    public static partial void lt_init();

    [LibraryImport(Library)]
    public static partial nint lt_last_error();

    [LibraryImport(Library)]
    public static partial int lt_last_kind();

    [LibraryImport(Library)]
    public static partial int lt_fail(int how);

    [LibraryImport(Library)]
    public static partial long lt_live();

    [LibraryImport(Library)]
    public static partial nint lt_version();

    [LibraryImport(Library)]
    public static partial nint lt_blas();

    [LibraryImport(Library)]
    public static partial int lt_cuda_count();

    [LibraryImport(Library)]
    public static partial int lt_threads(int count);

    [LibraryImport(Library)]
    public static partial int lt_grad_mode(int on);

    [LibraryImport(Library)]
    public static partial int lt_synchronize(int device);

    [LibraryImport(Library)]
    public static partial TensorHandle lt_from(ReadOnlySpan<byte> data, int stored, int held, int device, ReadOnlySpan<int> shape, int rank);

    [LibraryImport(Library)]
    public static partial TensorHandle lt_alias(TensorHandle x);

    [LibraryImport(Library)]
    public static partial void lt_free(nint x);

    [LibraryImport(Library)]
    public static partial int lt_rank(TensorHandle x);

    [LibraryImport(Library)]
    public static partial int lt_shape(TensorHandle x, Span<int> shape);

    [LibraryImport(Library)]
    public static partial int lt_type(TensorHandle x);

    [LibraryImport(Library)]
    public static partial int lt_read(TensorHandle x, Span<float> into, long count);

    [LibraryImport(Library)]
    public static partial int lt_write(TensorHandle x, ReadOnlySpan<float> values, long count);

    [LibraryImport(Library)]
    public static partial TensorHandle lt_linear(TensorHandle x, TensorHandle weight, TensorHandle bias, int type);

    [LibraryImport(Library)]
    public static partial TensorHandle lt_add(TensorHandle a, TensorHandle b);

    [LibraryImport(Library)]
    public static partial TensorHandle lt_multiply(TensorHandle a, TensorHandle b);

    [LibraryImport(Library)]
    public static partial TensorHandle lt_scale(TensorHandle x, float factor);

    [LibraryImport(Library)]
    public static partial TensorHandle lt_add_scaled(TensorHandle residual, TensorHandle branch, TensorHandle scale);

    [LibraryImport(Library)]
    public static partial TensorHandle lt_layer_norm(TensorHandle x, TensorHandle weight, TensorHandle bias, float epsilon);

    [LibraryImport(Library)]
    public static partial TensorHandle lt_rms_norm(TensorHandle x, TensorHandle weight, float epsilon);

    [LibraryImport(Library)]
    public static partial TensorHandle lt_gelu(TensorHandle x);

    [LibraryImport(Library)]
    public static partial TensorHandle lt_swiglu(TensorHandle gate, TensorHandle up);

    [LibraryImport(Library)]
    public static partial TensorHandle lt_softmax(TensorHandle x);

    [LibraryImport(Library)]
    public static partial TensorHandle lt_log_softmax(TensorHandle x);

    [LibraryImport(Library)]
    public static partial TensorHandle lt_embed(TensorHandle table, ReadOnlySpan<int> ids, int count);

    [LibraryImport(Library)]
    public static partial TensorHandle lt_put_rows(TensorHandle x, ReadOnlySpan<int> places, int count, TensorHandle rows);

    [LibraryImport(Library)]
    public static partial TensorHandle lt_take_rows(TensorHandle x, ReadOnlySpan<int> places, int count);

    [LibraryImport(Library)]
    public static partial TensorHandle lt_slice(TensorHandle x, int dimension, int start, int count);

    [LibraryImport(Library)]
    public static partial TensorHandle lt_concatenate(int dimension, ReadOnlySpan<nint> parts, int count);

    [LibraryImport(Library)]
    public static partial TensorHandle lt_reshape(TensorHandle x, ReadOnlySpan<int> shape, int rank);

    [LibraryImport(Library)]
    public static partial TensorHandle lt_permute(TensorHandle x, ReadOnlySpan<int> order, int rank);

    [LibraryImport(Library)]
    public static partial TensorHandle lt_patches(TensorHandle pictures, int size);

    [LibraryImport(Library)]
    public static partial TensorHandle lt_bicubic(TensorHandle grid, int height, int width);

    [LibraryImport(Library)]
    public static partial TensorHandle lt_rotate(TensorHandle x, TensorHandle cosines, TensorHandle sines, int headWidth);

    [LibraryImport(Library)]
    public static partial int lt_argmax(TensorHandle x, Span<int> into, int count);

    [LibraryImport(Library)]
    public static partial TensorHandle lt_full_attention(TensorHandle q, TensorHandle k, TensorHandle v, int heads, int keyHeads, int width);

    [LibraryImport(Library)]
    public static partial TensorHandle lt_causal_attention(TensorHandle q, TensorHandle k, TensorHandle v, ReadOnlySpan<int> lengths, int sequences, int heads, int keyHeads, int width);

    [LibraryImport(Library)]
    public static partial TensorHandle lt_cached_attention(TensorHandle q, TensorHandle k, TensorHandle v, ReadOnlySpan<nint> caches, ReadOnlySpan<int> counts, int sequences, int layer, int heads);

    [LibraryImport(Library)]
    public static partial CacheHandle lt_cache_new(int layers, int keyHeads, int width, int type, int device);

    [LibraryImport(Library)]
    public static partial CacheHandle lt_cache_fork(CacheHandle cache, int length);

    [LibraryImport(Library)]
    public static partial int lt_cache_commit(CacheHandle cache, int tokens);

    [LibraryImport(Library)]
    public static partial long lt_cache_bytes(CacheHandle cache);

    [LibraryImport(Library)]
    public static partial void lt_cache_free(nint cache);
}
