using LongVpo.Models.Managed.Kernels;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Managed;

/// <summary>
/// Says where the keys and values of <see cref="Tokens"/> tokens lie in one block of a cache. Keys lie like the panels of a weight, so that scores are the same product; values
/// lie token by token, each filled up to whole panels.
/// </summary>
/// <param name="Shape">What one token holds.</param>
internal readonly record struct BlockLayout(CacheShape Shape)
{
    /// <summary>Tokens per block: small enough that a short question wastes little, and a divisor of the scores calculated at once.</summary>
    public const int Tokens = 64;

    /// <summary>Room of one value.</summary>
    public int ValueWidth => (Shape.Width + Tile.Columns - 1) / Tile.Columns * Tile.Columns;

    /// <summary>Numbers of one block.</summary>
    public int Size => checked(Shape.Layers * Shape.KeyHeads * HeadSize);

    private int HeadSize => Tokens * (Shape.Width + ValueWidth);

    /// <summary>Where the keys of a head begin: panels of 32 tokens, in each [Width][32].</summary>
    public int Keys(int layer, int head) => ((layer * Shape.KeyHeads) + head) * HeadSize;

    /// <summary>Where the values of a head begin: [64][ValueWidth].</summary>
    public int Values(int layer, int head) => Keys(layer, head) + (Tokens * Shape.Width);
}
