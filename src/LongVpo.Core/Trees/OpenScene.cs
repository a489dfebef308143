using System.Collections.Immutable;
using LongVpo.Core.Time;

namespace LongVpo.Core.Trees;

/// <summary>A scene that still grows.</summary>
/// <param name="First">Ordinal of its first segment.</param>
/// <param name="Count">How many segments follow it, itself included.</param>
/// <param name="Range">Their union.</param>
/// <param name="Looks">Descriptors of its latest segments.</param>
/// <param name="Summary">Everything measured in it.</param>
public sealed record OpenScene(int First, int Count, TimeRange Range, ImmutableArray<ImmutableArray<float>> Looks, NodeSummary Summary);
