using LongVpo.Models.Networks;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Training;

/// <summary>A linear layer with a trained change of low rank beside it: W x + scale * B (A x) (Hu et al. 2022). B begins as zero, so at first nothing is changed.</summary>
internal sealed class LoraLinear(ITensorEngine engine, LoraAdapters adapters, Linear inner, Tensor down, Tensor up, float scale) : Linear(engine, inner.Name, inner.Weight, inner.Bias)
{
    private readonly ITensorEngine _engine = engine;

    /// <summary>A: [rank, in].</summary>
    public Tensor Down => down;

    /// <summary>B: [out, rank].</summary>
    public Tensor Up => up;

    public override Tensor Apply(Tensor x)
    {
        var plain = inner.Apply(x);
        return adapters.AreOff ? plain : _engine.Add(plain, _engine.Scale(_engine.Linear(_engine.Linear(x, down), up), scale));
    }
}
