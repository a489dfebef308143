using System.Collections.Immutable;
using LongVpo.Core.Models;

namespace LongVpo.Core.Captions.Written;

/// <summary>What a model said about a segment or a node of the tree. It stands beside the caption from measurements and replaces nothing.</summary>
public sealed record ModelCaption
{
    /// <summary>What it is about: a segment's id, or a node's (<c>c00003</c>, <c>h00001</c>, <c>p</c>).</summary>
    public required string Subject { get; init; }

    /// <summary>The words; empty when <see cref="Problem"/> says why there are none.</summary>
    public required string Text { get; init; }

    /// <summary>The weights that said it.</summary>
    public required ModelVersion Model { get; init; }

    /// <summary>What it rests on besides pictures: a node's children, each with the version of the caption that was read.</summary>
    public ImmutableArray<CaptionSource> From { get; init; } = [];

    /// <summary>The segment or node whose words these are, because nothing had changed since and no model was asked; null when one was.</summary>
    public string? SameAs { get; init; }

    /// <summary>How many pictures the model saw.</summary>
    public int Pictures { get; init; }

    /// <summary>Mean natural logarithm of the probability of each of its tokens: 0 is certain. Null where the model tells none.</summary>
    public double? LogLikelihood { get; init; }

    /// <summary>Where the words stand among others of the same model, of length 1; kept beside the event rather than in it. Empty where the model makes none.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public ImmutableArray<float> Vector { get; init; } = [];

    /// <summary>What it cost; nothing where no model was asked.</summary>
    public ModelUsage Usage { get; init; }

    /// <summary>One sentence why the model has nothing to say here; it is not asked again.</summary>
    public string? Problem { get; init; }
}
