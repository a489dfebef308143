using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;

namespace LongVpo.Core.Answers;

/// <summary>A place in the footage that an answer rests on. The segment exists, and the range lies in it or is the full range of a line that touches it.</summary>
/// <param name="Video">Which video.</param>
/// <param name="Segment">Which segment.</param>
/// <param name="Range">Exactly where.</param>
/// <param name="Quote">The words as they were seen or heard, or the measurement in words.</param>
public sealed record Citation(VideoId Video, SegmentId Segment, TimeRange Range, string Quote)
{
    /// <summary>When its start was live; null where no clock was read.</summary>
    public DateTimeOffset? Utc { get; init; }
}
