using LongVpo.Core.Time;

namespace LongVpo.Core.Segments;

/// <summary>A segment's place on the timeline, decided for good: what the observer measures and what the tree is built of.</summary>
/// <param name="Id">Its position among the video's segments.</param>
/// <param name="Shot">The shot it belongs to, from 0; pieces of one long shot share it.</param>
/// <param name="Range">From its first frame to the first frame of the next segment.</param>
/// <param name="OpensWith">How it begins.</param>
/// <param name="Transition">The mixed stretch at its beginning; empty unless it opens with a fade or a dissolve.</param>
public sealed record SegmentSpan(SegmentId Id, int Shot, TimeRange Range, Opening OpensWith, TimeRange Transition);
