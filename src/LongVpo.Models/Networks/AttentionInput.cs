using LongVpo.Models.Tensors;

namespace LongVpo.Models.Networks;

/// <summary>
/// Makes queries, keys and values of a layer's normalised input, which the vision tower and the text decoder do alike: three products, then a norm of queries and keys where the
/// family has one.
/// </summary>
internal sealed class AttentionInput(ILinearSource linears, string block, Norm? queryNorm, Norm? keyNorm)
{
    private readonly Linear _query = linears.Linear($"{block}.attention.q");
    private readonly Linear _key = linears.Linear($"{block}.attention.k");
    private readonly Linear _value = linears.Linear($"{block}.attention.v");

    /// <summary>Rows [.., C] to queries [.., H*D] and keys and values [.., KV*D], not yet rotated.</summary>
    /// <param name="normed">What goes in.</param>
    /// <param name="seen">The layer's name among what a tap sees.</param>
    /// <param name="tap">Sees the products before their norms.</param>
    public (Tensor Query, Tensor Key, Tensor Value) Of(Tensor normed, string seen, INetworkTap? tap)
    {
        var (query, key, value) = (_query.Apply(normed), _key.Apply(normed), _value.Apply(normed));
        tap?.Saw($"{seen}.q_proj", query);
        tap?.Saw($"{seen}.k_proj", key);
        tap?.Saw($"{seen}.v_proj", value);
        return (queryNorm?.Apply(query) ?? query, keyNorm?.Apply(key) ?? key, value);
    }
}
