using LongVpo.Models.Tensors;

namespace LongVpo.Models.Checkpoints;

/// <summary>Gives a network its weights by their canonical names (<see cref="WeightLayout"/>). A folder on disk is one; random weights made by a seed are another.</summary>
public interface IWeightSource
{
    /// <summary>Whether it has a weight of that name. A source without <see cref="WeightLayout.Head"/> means that the head is the embedding table.</summary>
    bool Has(string name);

    /// <summary>Puts one weight on an engine, in the shape that <see cref="WeightLayout"/> says; the caller disposes it.</summary>
    /// <param name="engine">Where it goes.</param>
    /// <param name="name">Canonical name.</param>
    /// <param name="held">What the engine holds it as.</param>
    /// <exception cref="KeyNotFoundException">There is no such weight.</exception>
    Tensor Load(ITensorEngine engine, string name, ElementType held);
}
