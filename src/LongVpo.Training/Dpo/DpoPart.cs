using System.Collections.Immutable;
using LongVpo.Training.Sft;

namespace LongVpo.Training.Dpo;

/// <summary>Pairs of one length that are read at once.</summary>
/// <param name="Places">Which pairs.</param>
/// <param name="Lessons">Their composites with both responses, the preferred one first.</param>
/// <param name="Packed">The same as tokens.</param>
internal sealed record DpoPart(ImmutableArray<int> Places, ImmutableArray<Lesson> Lessons, PackedLessons Packed);
