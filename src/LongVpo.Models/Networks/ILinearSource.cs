namespace LongVpo.Models.Networks;

/// <summary>
/// Gives a network its linear layers by name while it is put together. A checkpoint is one; low-rank adapters are another around it, which is how every layer can be adapted
/// without a word in the network.
/// </summary>
public interface ILinearSource
{
    /// <summary>The layer of that canonical name (without <c>.weight</c>); the same object for the same name.</summary>
    /// <exception cref="KeyNotFoundException">There is no such layer.</exception>
    Linear Linear(string name);
}
