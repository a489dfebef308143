using System.Collections.Immutable;

namespace LongVpo.Models.Training;

/// <summary>
/// What the reference thinks of each pair: log-probabilities of whole responses. They are plain numbers, because the reference may have seen another input than the policy
/// (LongVPO scores the anchor clip alone), may have been asked days ago, and never gets a gradient.
/// </summary>
/// <param name="Chosen">One per pair.</param>
/// <param name="Rejected">One per pair.</param>
/// <param name="ChosenTokens">Scored tokens of each chosen response; its end token counts.</param>
/// <param name="RejectedTokens">Scored tokens of each rejected response.</param>
public sealed record ReferenceScores(ImmutableArray<float> Chosen, ImmutableArray<float> Rejected, ImmutableArray<int> ChosenTokens, ImmutableArray<int> RejectedTokens);
