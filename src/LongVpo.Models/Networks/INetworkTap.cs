using LongVpo.Models.Tensors;

namespace LongVpo.Models.Networks;

/// <summary>
/// Is shown every array on a network's way, so that it can be compared with the public reference stage by stage. A network without a tap does nothing for it, not even a name is made.
/// </summary>
public interface INetworkTap
{
    /// <summary>Shows one array while its scope is open: read it now or never.</summary>
    /// <param name="name">The stage as the reference data spells it, for instance <c>vit.layer.0.q_proj</c>.</param>
    /// <param name="array">Images as [F, N, C], text as [T, C] without pads.</param>
    void Saw(string name, Tensor array);
}
