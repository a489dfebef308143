using System.Collections.Immutable;
using LongVpo.Core.Ports;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;
using LongVpo.Memory.Index;
using LongVpo.Memory.Projections;
using LongVpo.Memory.Schema;

namespace LongVpo.Memory.Stores;

/// <summary>Reads sealed segments, their pictures, and which segments look alike.</summary>
public sealed class SqliteSegmentReader : ISegmentReader
{
    private readonly ReaderPool _readers;
    private readonly VectorIndex _vectors = new();

    internal SqliteSegmentReader(ReaderPool readers) => _readers = readers;

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<Segment>> ReadSegmentsAsync(VideoId video, TimeRange? within, MediaTime? asOf, CancellationToken cancellationToken) =>
        await _readers.ReadAsync(link => Read(link, video, within, asOf), cancellationToken);

    /// <inheritdoc />
    public async ValueTask<ImmutableArray<byte>?> ReadThumbnailAsync(VideoId video, SegmentId segment, CancellationToken cancellationToken)
    {
        var found = await _readers.ReadAsync(
            link => SqliteVideoStore.NumberOf(link, video) is { } no
                ? link.Query("SELECT jpeg FROM thumbnails WHERE id = $1", row => row.GetFieldValue<byte[]>(0), RowKeys.Segment(no, segment.Ordinal))
                : [],
            cancellationToken);
        return found.Count == 0 ? null : [.. found[0]];
    }

    /// <inheritdoc />
    public async ValueTask<UtcMap> ReadClocksAsync(VideoId video, CancellationToken cancellationToken) =>
        new([.. await _readers.ReadAsync(
            link => SqliteVideoStore.NumberOf(link, video) is { } no
                ? link.Query(
                    "SELECT time, utc, from_stream, pace FROM clocks WHERE id BETWEEN $1 AND $2 ORDER BY id",
                    row => new ClockAnchored(MediaTime.Parse(row.GetString(0)), new DateTimeOffset(row.GetInt64(1), TimeSpan.Zero), row.GetInt64(2) != 0) { Pace = row.IsDBNull(3) ? null : row.GetDouble(3) },
                    RowKeys.First(no), RowKeys.Last(no))
                : [],
            cancellationToken)]);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<(VideoId Video, SegmentId Segment, double Similarity)>> NearestAsync(
        ImmutableArray<float> descriptor, IReadOnlyList<VideoId> videos, int limit, CancellationToken cancellationToken) =>
        NearestAsync(EventProjector.LookSpace, descriptor, videos, limit, cancellationToken);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<(VideoId Video, SegmentId Segment, double Similarity)>> NearestCaptionsAsync(
        string version, ImmutableArray<float> vector, IReadOnlyList<VideoId> videos, int limit, CancellationToken cancellationToken) =>
        NearestAsync(EventProjector.TextSpace(version), vector, videos, limit, cancellationToken);

    /// <summary>As <see cref="NearestAsync(ImmutableArray{float}, IReadOnlyList{VideoId}, int, CancellationToken)"/>, among the vectors of a named space.</summary>
    /// <param name="space">Which vectors: <c>look:1</c> for the observers' descriptors, other names for other embeddings.</param>
    /// <param name="descriptor">What to compare with; vectors of another length are passed over.</param>
    /// <param name="videos">Only these; empty means all.</param>
    /// <param name="limit">Most segments to give.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public async ValueTask<IReadOnlyList<(VideoId Video, SegmentId Segment, double Similarity)>> NearestAsync(
        string space, ImmutableArray<float> descriptor, IReadOnlyList<VideoId> videos, int limit, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(space);
        ArgumentNullException.ThrowIfNull(videos);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        if (descriptor.IsDefaultOrEmpty || limit == 0) return [];
        return await _readers.ReadAsync(
            link =>
            {
                var only = videos.Count == 0 ? null : videos.Select(v => SqliteVideoStore.NumberOf(link, v)).OfType<long>().ToHashSet();
                return _vectors.Nearest(link, space, descriptor.AsSpan(), only, limit);
            },
            cancellationToken);
    }

    private static List<Segment> Read(SqliteLink link, VideoId video, TimeRange? within, MediaTime? asOf)
    {
        if (SqliteVideoStore.NumberOf(link, video) is not { } no) return [];
        var (low, high) = SegmentWindow.Of(link, no, within, asOf);
        var rows = link.Query(
            "SELECT e.json FROM segments s JOIN events e ON e.id = s.event WHERE s.id BETWEEN $1 AND $2 ORDER BY s.id", row => row.GetString(0), low, high);
        var segments = rows.Select(json => ((SegmentSealed)EventJson.Read(json)).Segment)
            .Where(s => (within is not { } range || s.Span.Range.Overlaps(range)) && (asOf is not { } time || s.Span.Range.End <= time));
        var heard = SpeechRows.Between(link, low, high, asOf);
        return segments.Select(s => SpeechRows.With(heard, SqliteVideoStore.WithDescriptor(link, no, s))).ToList();
    }
}
