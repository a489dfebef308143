using System.Collections.Immutable;

namespace LongVpo.Models.Checkpoints;

/// <summary>One weight that a network asks for by its canonical name, and the shape it will have.</summary>
/// <param name="Name">Canonical name, for instance <c>vision.layers.3.attention.q.weight</c>.</param>
/// <param name="Shape">Extents, outermost first; linear layers are [out, in].</param>
public readonly record struct WeightShape(string Name, ImmutableArray<int> Shape);
