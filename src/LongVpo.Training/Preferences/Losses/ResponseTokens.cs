using System.Collections.Immutable;

namespace LongVpo.Training.Preferences.Losses;

/// <summary>A prompt with one response as a trainer would score it, before anything is calculated.</summary>
/// <param name="Ids">All tokens.</param>
/// <param name="Scored">Which of them count as the response.</param>
public sealed record ResponseTokens(ImmutableArray<int> Ids, ImmutableArray<bool> Scored);
