using System.Collections.Immutable;

namespace LongVpo.Core.Models;

/// <summary>How a reply is drawn from a model, and when it ends.</summary>
public sealed record GenerationSettings
{
    /// <summary>Longest reply, in tokens. Default 256: a paragraph.</summary>
    public int MaxTokens { get; init; } = 256;

    /// <summary>0 always takes the likeliest token, which is the default because an answer about footage should not depend on luck.</summary>
    public double Temperature { get; init; }

    /// <summary>Only the likeliest tokens that together have this probability are drawn from; 1, the default, draws from all.</summary>
    public double TopP { get; init; } = 1;

    /// <summary>Only so many of the likeliest tokens are drawn from; 0, the default, draws from all.</summary>
    public int TopK { get; init; }

    /// <summary>Divides the score of tokens that were there before; 1, the default, leaves them alone.</summary>
    public double RepetitionPenalty { get; init; } = 1;

    /// <summary>Makes a drawn reply reproducible. When null the worker chooses one, so that a reply that is begun anew comes out the same.</summary>
    public long? Seed { get; init; }

    /// <summary>Whether the reply says how likely each of its tokens is. Default no, since it costs a look at all scores; services may not tell it.</summary>
    public bool TellsLikelihood { get; init; }

    /// <summary>Texts that end the reply; they are not part of it.</summary>
    public ImmutableArray<string> Stops { get; init; } = [];
}
