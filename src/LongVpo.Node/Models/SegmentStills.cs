using LongVpo.Core.Frames;
using LongVpo.Core.Models;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;

namespace LongVpo.Node.Models;

/// <summary>Takes pictures of a stretch of remembered footage, live or from a file, for whoever makes training data of it: those kept, else decoded again, else the ones it is remembered by.</summary>
/// <param name="node">Whose memory.</param>
public sealed class SegmentStills(LocalNode node)
{
    /// <summary>Pictures spread over a stretch, in the order of time; none where the footage is gone.</summary>
    /// <param name="video">The video.</param>
    /// <param name="start">From here, in seconds of the video's own timeline.</param>
    /// <param name="end">To here.</param>
    /// <param name="most">Most pictures.</param>
    /// <param name="cancellationToken">Stops decoding.</param>
    public async Task<IReadOnlyList<StillFrame>> ReadAsync(VideoId video, double start, double end, int most, CancellationToken cancellationToken)
    {
        var segments = await node.Store.Segments.ReadSegmentsAsync(video, new TimeRange(MediaTime.FromSeconds(start), MediaTime.FromSeconds(end)), null, cancellationToken);
        var stills = new List<StillFrame>();
        foreach (var segment in segments)
        {
            using var look = await node.Pictures.LookAsync(video, segment.Span, most, cancellationToken);
            foreach (var picture in look.Pictures)
            {
                using var pixels = node.Models.Shelf.Take(picture.Key);
                if (pixels is not null) stills.Add(new StillFrame(picture.Time.Seconds, pixels.Width, pixels.Height, pixels.Rgb.ToArray()));
            }
        }

        return [.. EvenChoice.Of(stills.Count, most).Select(i => stills[i])];
    }
}
