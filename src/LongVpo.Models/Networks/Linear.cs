using LongVpo.Models.Tensors;

namespace LongVpo.Models.Networks;

/// <summary>
/// One linear layer of a network. Networks hold their layers as this instead of bare weights, so that an adapter can stand in the place of a layer and the network's code
/// need not know. Weights belong to whoever made the layer.
/// </summary>
public class Linear
{
    private readonly ITensorEngine _engine;

    /// <summary>A layer over weights that are on the engine already.</summary>
    /// <param name="engine">What calculates.</param>
    /// <param name="name">The layer's canonical name, without <c>.weight</c>.</param>
    /// <param name="weight">[out, in].</param>
    /// <param name="bias">[out], if the layer has one.</param>
    public Linear(ITensorEngine engine, string name, Tensor weight, Tensor? bias = null)
    {
        _engine = engine;
        Name = name;
        Weight = weight;
        Bias = bias;
    }

    /// <summary>The layer's canonical name, for instance <c>text.layers.3.attention.q</c>: adapters are chosen, saved and found again by it.</summary>
    public string Name { get; }

    /// <summary>[out, in].</summary>
    public Tensor Weight { get; }

    /// <summary>[out], if the layer has one.</summary>
    public Tensor? Bias { get; }

    /// <summary>x [.., in] through the layer: [.., out].</summary>
    public virtual Tensor Apply(Tensor x) => _engine.Linear(x, Weight, Bias);
}
