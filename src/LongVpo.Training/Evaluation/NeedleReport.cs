using System.Collections.Immutable;

namespace LongVpo.Training.Evaluation;

/// <summary>What <c>eval needle</c> tells: how often one odd scene is found in footage of each length, at each depth.</summary>
/// <param name="Model">Who was judged.</param>
/// <param name="Seeds">The seeds of the haystacks, FROM-TO.</param>
/// <param name="Positions">How positions were stretched.</param>
/// <param name="Chance">Share that guessing gets right.</param>
/// <param name="Cells">The map, row by row.</param>
/// <param name="Blind">Share of right choices of the same questions without footage.</param>
/// <param name="QuestionsPerSecond">How fast questions were answered.</param>
public sealed record NeedleReport(string Model, string Seeds, string Positions, double Chance, ImmutableArray<NeedleCell> Cells, ShareDocument? Blind, double QuestionsPerSecond);
