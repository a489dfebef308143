using System.Collections.Immutable;

namespace LongVpo.Training.Evaluation.Hierarchy;

/// <summary>How false the captions of one level are at one rate of errors.</summary>
/// <param name="Errors">Share of statements about clips that were made false.</param>
/// <param name="Level">0 for clips, 1 for scenes of the tree, 2 for chapters, 3 for the programme.</param>
/// <param name="Nodes">Captions of the level.</param>
/// <param name="Statements">Their statements.</param>
/// <param name="False">Share of false ones.</param>
/// <param name="Ci">Its 95 % confidence interval.</param>
public sealed record HierarchyRow(double Errors, int Level, int Nodes, int Statements, double False, ImmutableArray<double> Ci);
