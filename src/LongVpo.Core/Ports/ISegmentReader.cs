using System.Collections.Immutable;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;

namespace LongVpo.Core.Ports;

/// <summary>Reads sealed segments and what lies beside them.</summary>
public interface ISegmentReader
{
    /// <summary>Segments of one video in order; with a range only those that overlap it, with an as-of time only those that end by it.</summary>
    ValueTask<IReadOnlyList<Segment>> ReadSegmentsAsync(VideoId video, TimeRange? within, MediaTime? asOf, CancellationToken cancellationToken);

    /// <summary>When a video's footage was live; empty for files and wherever no clock was read.</summary>
    ValueTask<UtcMap> ReadClocksAsync(VideoId video, CancellationToken cancellationToken) => ValueTask.FromResult(UtcMap.Empty);

    /// <summary>A segment's JPEG; null when it has none.</summary>
    ValueTask<ImmutableArray<byte>?> ReadThumbnailAsync(VideoId video, SegmentId segment, CancellationToken cancellationToken);

    /// <summary>The segments whose look is nearest to a descriptor, nearest first: cosine similarity from 1 down.</summary>
    ValueTask<IReadOnlyList<(VideoId Video, SegmentId Segment, double Similarity)>> NearestAsync(
        ImmutableArray<float> descriptor, IReadOnlyList<VideoId> videos, int limit, CancellationToken cancellationToken);
}
