using System.Collections.Immutable;

namespace LongVpo.Core.Models;

/// <summary>What became of one slot of a step.</summary>
/// <param name="Request">Whose.</param>
/// <param name="PromptLeft">Tokens of its prompt that are still to be read. It need not be what was asked for: a runner may read a picture only whole, or find more in its cache.</param>
public sealed record SlotResult(RequestId Request, int PromptLeft)
{
    /// <summary>Words that became certain; may be empty although a token was written, while a character is incomplete.</summary>
    public string Text { get; init; } = string.Empty;

    /// <summary>Tokens written. A runner whose service works ahead may report more than one, or none yet.</summary>
    public int Tokens { get; init; }

    /// <summary>Tokens of the prompt that came from a cache, as far as is known by now.</summary>
    public int CachedTokens { get; init; }

    /// <summary>Set when the reply is complete; the request then holds nothing any more.</summary>
    public FinishReason? Finish { get; init; }

    /// <summary>With <see cref="Finish"/>: what the reply cost, where a service counts itself; null lets the worker count.</summary>
    public ModelUsage? Usage { get; init; }

    /// <summary>Why this request cannot be done, while the others can; one sentence. The request then holds nothing any more.</summary>
    public string? Failure { get; init; }

    /// <summary>With <see cref="Failure"/>: asking again cannot help, because it is what was asked that the model cannot do.</summary>
    public bool IsLasting { get; init; }

    /// <summary>Why the runner lost this request half-way, while it has the others: it is released and begun anew. One sentence.</summary>
    public string? Lost { get; init; }

    /// <summary>With <see cref="Finish"/>, for a <see cref="ScoringRequest"/> and for replies that were to say how likely they are.</summary>
    public ImmutableArray<float> LogProbabilities { get; init; } = [];

    /// <summary>With <see cref="Finish"/>, for an <see cref="EmbeddingRequest"/>.</summary>
    public ImmutableArray<ImmutableArray<float>> Vectors { get; init; } = [];
}
