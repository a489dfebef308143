using LongVpo.Core.Time;

namespace LongVpo.Core.Trees;

/// <summary>The closed scenes of a chapter that still grows.</summary>
/// <param name="First">Ordinal of its first scene.</param>
/// <param name="Count">How many scenes.</param>
/// <param name="Range">Their union.</param>
/// <param name="Summary">Everything measured in them.</param>
public sealed record OpenChapter(int First, int Count, TimeRange Range, NodeSummary Summary);
