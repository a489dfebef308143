using System.Collections.Immutable;

namespace LongVpo.Training.Evaluation.Hierarchy;

/// <summary>What <c>eval hierarchy</c> tells: how errors about clips spread to captions of captions.</summary>
/// <param name="Model">Who captioned the clips.</param>
/// <param name="Seeds">The seeds of the episodes, FROM-TO.</param>
/// <param name="Frames">Frames of an episode.</param>
/// <param name="Rows">By rate of errors, then by level.</param>
public sealed record HierarchyReport(string Model, string Seeds, int Frames, ImmutableArray<HierarchyRow> Rows);
