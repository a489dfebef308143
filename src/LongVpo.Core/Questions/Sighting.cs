using LongVpo.Core.Segments;
using LongVpo.Core.Time;

namespace LongVpo.Core.Questions;

/// <summary>One observation behind a line: a line that outlasts a segment is listed in each, and a citation names exactly one.</summary>
/// <param name="Segment">The segment that lists it.</param>
/// <param name="Range">The observation's own range.</param>
public sealed record Sighting(SegmentId Segment, TimeRange Range);
