using System.Collections.Immutable;
using LongVpo.Training.World;

namespace LongVpo.Training.Evaluation;

/// <summary>A world with what is asked about it; its frames are read once for all of it.</summary>
/// <param name="Script">The world.</param>
/// <param name="Questions">The questions, at least one.</param>
public sealed record WorldItem(WorldScript Script, ImmutableArray<WorldQuestion> Questions);
