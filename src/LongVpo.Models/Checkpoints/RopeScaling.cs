namespace LongVpo.Models.Checkpoints;

/// <summary>How a decoder is stretched over texts that are longer than those it was trained on.</summary>
/// <param name="Kind">The way.</param>
/// <param name="Factor">How many times the trained length; with <see cref="RopeKind.Dynamic"/> the strength, a part of a formula that looks at the text's length.</param>
/// <param name="Trained">Tokens of the longest text of training. <see cref="RopeKind.Linear"/> and <see cref="RopeKind.Ntk"/> do not depend on it.</param>
public sealed record RopeScaling(RopeKind Kind, double Factor, int Trained)
{
    /// <summary>Turns within the trained length from which a frequency counts as fast and is left alone. Default 32, as in the paper.</summary>
    public double FastTurns { get; init; } = 32;

    /// <summary>Turns up to which a frequency counts as slow and is divided by the factor. Default 1, as in the paper.</summary>
    public double SlowTurns { get; init; } = 1;

    /// <summary>By how much YaRN lengthens queries and keys; null, the default, takes 0.1 ln(factor) + 1, the paper's fit.</summary>
    public double? Length { get; init; }
}
