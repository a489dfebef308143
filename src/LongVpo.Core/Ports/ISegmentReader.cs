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

    /// <summary>The segments whose captions mean most nearly the same as a text, nearest first; a memory without such vectors finds none.</summary>
    /// <param name="version">Digest of the weights that made the vectors: those of others cannot be compared.</param>
    /// <param name="vector">The text's vector.</param>
    /// <param name="videos">Only these; empty means all.</param>
    /// <param name="limit">Most segments to give.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    ValueTask<IReadOnlyList<(VideoId Video, SegmentId Segment, double Similarity)>> NearestCaptionsAsync(
        string version, ImmutableArray<float> vector, IReadOnlyList<VideoId> videos, int limit, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<(VideoId Video, SegmentId Segment, double Similarity)>>([]);
}
