using LongVpo.Models.Tensors;

namespace LongVpo.Models.Networks;

/// <summary>Gives a network its weights by canonical name while it is put together, so that a network knows neither files nor their spellings. Weights belong to the source.</summary>
public interface IWeightSource : ILinearSource
{
    /// <summary>A weight that is no linear layer's: a norm, a table, a scale.</summary>
    /// <exception cref="KeyNotFoundException">There is no such weight.</exception>
    Tensor Weight(string name);
}
