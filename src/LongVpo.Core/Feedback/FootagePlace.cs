using LongVpo.Core.Segments;
using LongVpo.Core.Videos;

namespace LongVpo.Core.Feedback;

/// <summary>A segment of a video, as feedback names it.</summary>
/// <param name="Video">Which video.</param>
/// <param name="Segment">Which of its segments.</param>
public readonly record struct FootagePlace(VideoId Video, SegmentId Segment);
