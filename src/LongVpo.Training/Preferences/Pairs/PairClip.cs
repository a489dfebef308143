using System.Collections.Immutable;

namespace LongVpo.Training.Preferences.Pairs;

/// <summary>One stretch of footage in a pair's context.</summary>
/// <param name="ClipId">Its name in the pool.</param>
/// <param name="SourceId">The video or world it is from; a source is withdrawn, and belongs to a split, as a whole.</param>
/// <param name="Frames">Numbers of the frames that a model saw, rising; of the clip, from 0, one to a second. Empty where a trainer samples <paramref name="Media"/> itself.</param>
/// <param name="T0">Where it begins in its source, in seconds.</param>
/// <param name="T1">Where it ends.</param>
/// <param name="Media">Where its footage is: a file, or what a generator names it by; null when only <paramref name="Files"/> are left.</param>
/// <param name="Licence">Under what terms the footage may be used, as SPDX writes it where that has a name.</param>
/// <param name="Files">The frames as picture files beside the pair file, one for each of <paramref name="Frames"/>; empty when they have to be rendered or decoded.</param>
public sealed record PairClip(string ClipId, string SourceId, ImmutableArray<int> Frames, double T0, double T1, string? Media = null, string? Licence = null, ImmutableArray<string>? Files = null);
