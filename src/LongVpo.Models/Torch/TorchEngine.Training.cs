using LongVpo.Models.Native;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Torch;

/// <summary>Differentiation and what losses are made of.</summary>
public sealed partial class TorchEngine
{
    /// <inheritdoc/>
    public void WantGradient(Tensor weight, bool wanted) => TorchLibrary.Check(TorchTrainingNative.lt_want_gradient(Of(weight), wanted ? 1 : 0));

    /// <inheritdoc/>
    public IDisposable NoGradient() => new TorchNoGradient();

    /// <inheritdoc/>
    public void Backward(Tensor loss) => TorchLibrary.Check(TorchTrainingNative.lt_backward(Of(loss)));

    /// <inheritdoc/>
    public Tensor? Gradient(Tensor weight)
    {
        TorchLibrary.Check(TorchTrainingNative.lt_gradient(Of(weight), out var gradient));
        return gradient.IsInvalid ? null : Made(gradient);
    }

    /// <inheritdoc/>
    public void ClearGradient(Tensor weight) => TorchLibrary.Check(TorchTrainingNative.lt_clear_gradient(Of(weight)));

    /// <inheritdoc/>
    public void EnterThread() => TorchLibrary.Check(TorchNative.lt_threads(_threads));

    /// <inheritdoc/>
    public Tensor Share(Tensor weight)
    {
        var shared = TorchNative.lt_alias(Of(weight));
        return shared.IsInvalid ? throw TorchLibrary.LastError() : new TorchTensor(shared);
    }

    /// <inheritdoc/>
    public void AddGradient(Tensor into, Tensor from) => TorchLibrary.Check(TorchTrainingNative.lt_add_gradient(Of(into), Of(from)));

    /// <inheritdoc/>
    public Tensor BranchedAttention(Tensor q, Tensor k, Tensor v, BranchShape branches, HeadShape heads) => Made(TorchTrainingNative.lt_branched_attention(
        Of(q), Of(k), Of(v), branches.Sequences, branches.Prefix, branches.Branches, branches.Length, heads.Heads, heads.KeyHeads, heads.Width));

    /// <inheritdoc/>
    public void Write(Tensor weight, ReadOnlySpan<float> values) => TorchLibrary.Check(TorchNative.lt_write(Of(weight), values, values.Length));

    /// <inheritdoc/>
    public Tensor TargetLogProbabilities(Tensor logits, ReadOnlySpan<int> targets) => Made(TorchTrainingNative.lt_target_log_probabilities(Of(logits), targets, targets.Length));

    /// <inheritdoc/>
    public Tensor SumRuns(Tensor x, ReadOnlySpan<int> lengths) => Made(TorchTrainingNative.lt_sum_runs(Of(x), lengths, lengths.Length));

    /// <inheritdoc/>
    public Tensor LogSigmoid(Tensor x) => Made(TorchTrainingNative.lt_log_sigmoid(Of(x)));

    /// <inheritdoc/>
    public Tensor Relu(Tensor x) => Made(TorchTrainingNative.lt_relu(Of(x)));

    /// <inheritdoc/>
    public Tensor Mean(Tensor x) => Made(TorchTrainingNative.lt_mean(Of(x)));

    /// <inheritdoc/>
    public double ClipGradients(IReadOnlyList<Tensor> weights, double limit)
    {
        using var borrowed = new Borrowed(weights.Select(Of));
        TorchLibrary.Check(TorchTrainingNative.lt_clip_gradients(borrowed.Pointers, weights.Count, limit, out var before));
        return before;
    }

    /// <inheritdoc/>
    public IAdamW AdamW(IReadOnlyList<Tensor> weights, AdamWSettings settings) => new TorchAdamW(weights, settings);
}
