namespace LongVpo.Models.Checkpoints;

/// <summary>The sizes of a vision tower (InternViT), checked when they were read, so that a network need not check them again.</summary>
public sealed record VisionConfig
{
    /// <summary>Channels of a token.</summary>
    public required int Hidden { get; init; }

    /// <summary>Blocks.</summary>
    public required int Layers { get; init; }

    /// <summary>Attention heads; divides <see cref="Hidden"/>.</summary>
    public required int Heads { get; init; }

    /// <summary>Inner channels of the two-layer perceptron.</summary>
    public required int Intermediate { get; init; }

    /// <summary>Side in pixels of the square picture that the position table was made for; a multiple of <see cref="PatchSize"/>.</summary>
    public required int ImageSize { get; init; }

    /// <summary>Side of a square patch in pixels.</summary>
    public required int PatchSize { get; init; }

    /// <summary>How blocks normalise.</summary>
    public required VisionNorm Norm { get; init; }

    /// <summary>Epsilon of the blocks' norms (also of the query and key norms).</summary>
    public required float NormEpsilon { get; init; }

    /// <summary>Whether queries, keys and values have a bias. The output projection always has one.</summary>
    public required bool AttentionBias { get; init; }

    /// <summary>Whether queries and keys are normalised over all their channels before heads are split.</summary>
    public required bool QueryKeyNorm { get; init; }

    /// <summary>Whether a LayerNorm follows the last block (only where features are not mean-pooled).</summary>
    public required bool FinalNorm { get; init; }

    /// <summary>Colour channels; all published towers have three.</summary>
    public const int Channels = 3;

    /// <summary>Patches along one side of the position table.</summary>
    public int GridSide => ImageSize / PatchSize;

    /// <summary>Rows of the position table: one per patch and one for the class token, which is the first.</summary>
    public int Positions => (GridSide * GridSide) + 1;

    /// <summary>Channels of one head.</summary>
    public int HeadWidth => Hidden / Heads;
}
