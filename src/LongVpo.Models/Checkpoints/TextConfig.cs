namespace LongVpo.Models.Checkpoints;

/// <summary>The sizes of a text decoder, checked when they were read, so that a network need not check them again.</summary>
public sealed record TextConfig
{
    /// <summary>Which decoder it is.</summary>
    public required TextFamily Family { get; init; }

    /// <summary>Channels of a token.</summary>
    public required int Hidden { get; init; }

    /// <summary>Blocks.</summary>
    public required int Layers { get; init; }

    /// <summary>Query heads.</summary>
    public required int Heads { get; init; }

    /// <summary>Key and value heads; divides <see cref="Heads"/>.</summary>
    public required int KeyHeads { get; init; }

    /// <summary>Channels of one head, an even number. Not always <see cref="Hidden"/> / <see cref="Heads"/>: Qwen3 states it.</summary>
    public required int HeadWidth { get; init; }

    /// <summary>Inner channels of the gated perceptron.</summary>
    public required int Intermediate { get; init; }

    /// <summary>Rows of the embedding table and of the head.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>Epsilon of all its norms.</summary>
    public required float NormEpsilon { get; init; }

    /// <summary>Tokens up to which positions need no scaling.</summary>
    public required int MaxPositions { get; init; }

    /// <summary>How positions are rotated in.</summary>
    public required RopeConfig Rope { get; init; }

    /// <summary>Tokens of the longest text that is read: as many as were trained, or as scaling stretches them to.</summary>
    public int ContextTokens => Rope.Scaling is { } scaling ? (int)Math.Max(MaxPositions, scaling.Trained * Math.Max(1, scaling.Factor)) : MaxPositions;

    /// <summary>Whether queries, keys and values have a bias. Nothing else in the decoder ever has.</summary>
    public bool AttentionBias => Family == TextFamily.Qwen2;

    /// <summary>Whether queries and keys are normalised per head before they are rotated.</summary>
    public bool HeadNorms => Family == TextFamily.Qwen3;
}
