using LongVpo.Models.Tensors;

namespace LongVpo.Models.Generation;

/// <summary>A remembered beginning, ready to go on from.</summary>
/// <param name="Cache">A cache of exactly that beginning; belongs to whoever found it.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Ends">The ends of its pictures.</param>
/// <param name="Thinning">What thinning goes on with, or null.</param>
internal sealed record PrefixMatch(KeyValueCache Cache, PrefixEnd End, IReadOnlyList<PrefixEnd> Ends, VisualThinning? Thinning);
