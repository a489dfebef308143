using System.Runtime.InteropServices;

namespace LongVpo.Models.Native;

/// <summary>The functions of <c>longvpo_torch.h</c> that only training calls.</summary>
internal static partial class TorchTrainingNative
{
    [LibraryImport(TorchNative.Library)]
    public static partial int lt_want_gradient(TensorHandle weight, int wanted);

    [LibraryImport(TorchNative.Library)]
    public static partial int lt_backward(TensorHandle loss);

    [LibraryImport(TorchNative.Library)]
    public static partial int lt_gradient(TensorHandle weight, out TensorHandle gradient);

    [LibraryImport(TorchNative.Library)]
    public static partial int lt_clear_gradient(TensorHandle weight);

    [LibraryImport(TorchNative.Library)]
    public static partial int lt_add_gradient(TensorHandle into, TensorHandle from);

    [LibraryImport(TorchNative.Library)]
    public static partial TensorHandle lt_branched_attention(TensorHandle q, TensorHandle k, TensorHandle v, int sequences, int prefix, int branches, int length, int heads, int keyHeads, int width);

    [LibraryImport(TorchNative.Library)]
    public static partial int lt_clip_gradients(ReadOnlySpan<nint> weights, int count, double limit, out double before);

    [LibraryImport(TorchNative.Library)]
    public static partial TensorHandle lt_target_log_probabilities(TensorHandle logits, ReadOnlySpan<int> targets, int count);

    [LibraryImport(TorchNative.Library)]
    public static partial TensorHandle lt_sum_runs(TensorHandle x, ReadOnlySpan<int> lengths, int runs);

    [LibraryImport(TorchNative.Library)]
    public static partial TensorHandle lt_log_sigmoid(TensorHandle x);

    [LibraryImport(TorchNative.Library)]
    public static partial TensorHandle lt_relu(TensorHandle x);

    [LibraryImport(TorchNative.Library)]
    public static partial TensorHandle lt_mean(TensorHandle x);

    [LibraryImport(TorchNative.Library)]
    public static partial AdamWHandle lt_adamw_new(ReadOnlySpan<nint> weights, int count);

    [LibraryImport(TorchNative.Library)]
    public static partial int lt_adamw_step(AdamWHandle optimizer, long step, double rate, double beta1, double beta2, double epsilon, double decay);

    [LibraryImport(TorchNative.Library)]
    public static partial TensorHandle lt_adamw_state(AdamWHandle optimizer, int weight, int which);

    [LibraryImport(TorchNative.Library)]
    public static partial int lt_adamw_spread(AdamWHandle optimizer, int weight);

    [LibraryImport(TorchNative.Library)]
    public static partial void lt_adamw_free(nint optimizer);
}
