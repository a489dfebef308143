using System.Collections.Immutable;
using LongVpo.Core.Models;

namespace LongVpo.Models.Endpoints;

/// <summary>What has come of one call since it was looked at last.</summary>
/// <param name="Text">Words.</param>
/// <param name="Pieces">In how many pieces they came, which is about how many tokens they are.</param>
internal sealed record CallNews(string Text, int Pieces)
{
    public FinishReason? Finish { get; init; }

    public string? Failure { get; init; }

    public string? Lost { get; init; }

    public ModelUsage? Usage { get; init; }

    public ImmutableArray<ImmutableArray<float>> Vectors { get; init; } = [];

    public bool IsEmpty => Pieces == 0 && Finish is null && Failure is null && Lost is null;
}
