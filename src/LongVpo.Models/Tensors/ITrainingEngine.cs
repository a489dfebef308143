namespace LongVpo.Models.Tensors;

/// <summary>
/// An engine that can also differentiate, which training needs and answering does not. Results of operations on weights that want gradients remember how they were made until
/// their scope closes, except while gradients are off.
/// </summary>
public interface ITrainingEngine : ITensorEngine
{
    /// <summary>Says whether gradients of this weight are wanted.</summary>
    void WantGradient(Tensor weight, bool wanted);

    /// <summary>Stops remembering on this thread until it is disposed: what a reference policy's forward pass runs under.</summary>
    IDisposable NoGradient();

    /// <summary>Adds the derivative of a single number to the gradients of all weights that want one.</summary>
    void Backward(Tensor loss);

    /// <summary>What was added up for a weight since its gradient was cleared; null when nothing was. Owned by the open scope.</summary>
    Tensor? Gradient(Tensor weight);

    /// <summary>Forgets a weight's gradient.</summary>
    void ClearGradient(Tensor weight);

    /// <summary>Sets the calling thread up for this engine's number of threads; whoever calculates on a thread that did not make the engine does this first.</summary>
    void EnterThread();

    /// <summary>
    /// A second name for a weight's numbers with gradients of its own, so that two threads can differentiate at once; both see every change of the numbers. Lives until it is disposed.
    /// </summary>
    Tensor Share(Tensor weight);

    /// <summary>Adds what was added up for <paramref name="from"/>, perhaps by another engine of the same kind, to the gradient of <paramref name="into"/>.</summary>
    void AddGradient(Tensor into, Tensor from);

    /// <summary>
    /// Causal attention in which many texts share their beginning: q [T, H*D], k and v [T, KV*D], T = <see cref="BranchShape.Tokens"/>. Each branch sees its beginning and itself and none
    /// of the others, so all come out as if each had been read alone behind the beginning.
    /// </summary>
    Tensor BranchedAttention(Tensor q, Tensor k, Tensor v, BranchShape branches, HeadShape heads);

    /// <summary>Writes new numbers into a weight in place, for instance when a checkpoint is taken up again.</summary>
    void Write(Tensor weight, ReadOnlySpan<float> values);

    /// <summary>Log-probability of one target per row of logits [T, V]: [T]. Rows whose target is -1 give 0 and no gradient.</summary>
    Tensor TargetLogProbabilities(Tensor logits, ReadOnlySpan<int> targets);

    /// <summary>Sums consecutive runs of x [T]: [runs].</summary>
    Tensor SumRuns(Tensor x, ReadOnlySpan<int> lengths);

    /// <summary>log(1 / (1 + e^-x)), without overflow.</summary>
    Tensor LogSigmoid(Tensor x);

    /// <summary>max(x, 0), number by number.</summary>
    Tensor Relu(Tensor x);

    /// <summary>Mean over all numbers: one number, shape [1].</summary>
    Tensor Mean(Tensor x);

    /// <summary>The square root of the sum of all squared gradients, by which they are scaled down to at most <paramref name="limit"/>; returns what it was before.</summary>
    double ClipGradients(IReadOnlyList<Tensor> weights, double limit);

    /// <summary>A new AdamW optimizer over these weights (Loshchilov and Hutter 2019, decoupled weight decay).</summary>
    IAdamW AdamW(IReadOnlyList<Tensor> weights, AdamWSettings settings);
}
