namespace LongVpo.Models.Tensors;

/// <summary>Says how large the keys and values of one token are.</summary>
/// <param name="Layers">Decoder layers.</param>
/// <param name="KeyHeads">Key heads per layer, as many as value heads.</param>
/// <param name="Width">Channels of one head.</param>
public readonly record struct CacheShape(int Layers, int KeyHeads, int Width)
{
    /// <summary>Numbers held per token: keys and values of all layers.</summary>
    public int PerToken => 2 * Layers * KeyHeads * Width;
}
