using System.Collections.Immutable;

namespace LongVpo.Training.Evaluation;

/// <summary>What <c>eval blank</c> tells: what blanks around the same frames cost.</summary>
/// <param name="Model">Who was judged.</param>
/// <param name="Seeds">The seeds of the worlds, FROM-TO.</param>
/// <param name="Positions">How positions were stretched.</param>
/// <param name="Level">Level of the blanks, 0 black to 255 white.</param>
/// <param name="Chance">Share that guessing gets right.</param>
/// <param name="Placements">By the way that frames were put among blanks.</param>
/// <param name="QuestionsPerSecond">How fast questions were answered.</param>
public sealed record BlankReport(string Model, string Seeds, string Positions, int Level, double Chance, ImmutableArray<PlacementDocument> Placements, double QuestionsPerSecond);
