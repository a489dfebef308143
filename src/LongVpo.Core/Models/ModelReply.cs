using System.Collections.Immutable;

namespace LongVpo.Core.Models;

/// <summary>What a model made of a request.</summary>
/// <param name="Text">The words; empty where none were asked for.</param>
/// <param name="Finish">Why it ended.</param>
/// <param name="Version">The one version that made all of it.</param>
/// <param name="Usage">What it cost.</param>
public sealed record ModelReply(string Text, FinishReason Finish, ModelVersion Version, ModelUsage Usage)
{
    /// <summary>For a <see cref="ScoringRequest"/>, and for a chat with <see cref="GenerationSettings.TellsLikelihood"/>: the natural logarithm of each token's probability.</summary>
    public ImmutableArray<float> LogProbabilities { get; init; } = [];

    /// <summary>Mean of <see cref="LogProbabilities"/>: 0 is certain. Null where the model tells none.</summary>
    public double? LogLikelihood => LogProbabilities.IsDefaultOrEmpty ? null : LogProbabilities.Average(static one => (double)one);

    /// <summary>For an <see cref="EmbeddingRequest"/>: a vector per text.</summary>
    public ImmutableArray<ImmutableArray<float>> Vectors { get; init; } = [];
}
