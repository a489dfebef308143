using LongVpo.Models.Tensors;

namespace LongVpo.Models.Networks;

/// <summary>One normalisation, so that a block reads the same whether its model centres its rows (LayerNorm) or only scales them (RMSNorm).</summary>
/// <param name="engine">What calculates.</param>
/// <param name="weight">Factor per channel.</param>
/// <param name="bias">Added per channel by a LayerNorm; null makes it an RMSNorm.</param>
/// <param name="epsilon">Keeps the root away from zero.</param>
internal sealed class Norm(ITensorEngine engine, Tensor weight, Tensor? bias, float epsilon)
{
    public Tensor Apply(Tensor x) => bias is null ? engine.RmsNorm(x, weight, epsilon) : engine.LayerNorm(x, weight, bias, epsilon);
}
