namespace LongVpo.Models.Tensors;

/// <summary>Tells an attention how a row of channels is divided into heads: channel = head * <see cref="Width"/> + offset.</summary>
/// <param name="Heads">Query heads.</param>
/// <param name="KeyHeads">Key and value heads; head j serves the query heads j*G to j*G+G-1 with G = Heads / KeyHeads (grouped-query attention).</param>
/// <param name="Width">Channels of one head; scores are scaled by its inverse square root.</param>
public readonly record struct HeadShape(int Heads, int KeyHeads, int Width)
{
    /// <summary>What the products of queries and keys are multiplied with before the softmax.</summary>
    public float Scale => 1f / MathF.Sqrt(Width);
}
