using LongVpo.Core.Models;
using LongVpo.Core.Segments;
using LongVpo.Core.Videos;

namespace LongVpo.Core.Ports;

/// <summary>Finds pictures of a sealed segment, wherever there still are any.</summary>
public interface ISegmentPictures
{
    /// <summary>Puts pictures of a segment onto the shelf and leases them; none when there are none any more, which is no error.</summary>
    /// <param name="video">Whose.</param>
    /// <param name="segment">Where.</param>
    /// <param name="most">Most pictures.</param>
    /// <param name="cancellationToken">Leaves without them.</param>
    ValueTask<SegmentLook> LookAsync(VideoId video, SegmentSpan segment, int most, CancellationToken cancellationToken);
}
