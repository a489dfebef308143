namespace LongVpo.Models.Checkpoints;

/// <summary>What a network of the InternVL family is made of, whichever of the two published formats said so.</summary>
public sealed record InternConfig
{
    /// <summary>The layout it was read from.</summary>
    public required CheckpointFormat Format { get; init; }

    /// <summary>The vision tower.</summary>
    public required VisionConfig Vision { get; init; }

    /// <summary>The text decoder.</summary>
    public required TextConfig Text { get; init; }

    /// <summary>Side in pixels that pictures are brought to before the tower; the position table is interpolated where it differs from <see cref="VisionConfig.ImageSize"/>.</summary>
    public required int PictureSize { get; init; }

    /// <summary>Id of the token that the projector's rows replace; null where only the tokenizer knows it (original format: the id of <c>&lt;IMG_CONTEXT&gt;</c>).</summary>
    public int? ImageToken { get; init; }

    /// <summary>Whether the config allows the head to be the embedding table. A stored head wins in any case.</summary>
    public required bool MayTieHead { get; init; }

    /// <summary>Epsilon of the projector's LayerNorm, which no config states.</summary>
    public const float ProjectorNormEpsilon = 1e-5f;

    /// <summary>Channels that go into the projector: four neighbouring tokens side by side.</summary>
    public int ProjectorWidth => 4 * Vision.Hidden;

    /// <summary>Text tokens that one tile or frame becomes.</summary>
    public int TokensPerTile => PictureSize / Vision.PatchSize / 2 * (PictureSize / Vision.PatchSize / 2);
}
