using System.Collections.Immutable;
using LongVpo.Core.Answers;
using LongVpo.Core.Ports;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;

namespace LongVpo.Core.Questions;

/// <summary>
/// The memory as it stood at one moment: of each video only what was sealed by then, however often it is looked at and however much is sealed meanwhile. Segments are only ever
/// added, so the list of that moment is all that has to be kept.
/// </summary>
internal sealed class PinnedMemory : IVideoStore, ISegmentReader, IEvidenceFinder
{
    private readonly IVideoStore _store;
    private readonly ISegmentReader _segments;
    private readonly IEvidenceFinder _finder;
    private readonly IReadOnlyList<VideoSummary> _list;
    private readonly Dictionary<VideoId, VideoSummary> _then;

    private readonly HashSet<(VideoId, SegmentId)> _without;

    public PinnedMemory(IVideoStore store, ISegmentReader segments, IEvidenceFinder finder, IReadOnlyList<VideoSummary> list, IEnumerable<(VideoId Video, SegmentId Segment)> without)
    {
        (_store, _segments, _finder, _list, _without) = (store, segments, finder, list, [.. without]);
        _then = list.ToDictionary(v => v.Video);
    }

    public ValueTask<IReadOnlyList<VideoSummary>> ListAsync(CancellationToken cancellationToken) => ValueTask.FromResult(_list);

    public async ValueTask<IReadOnlyList<Segment>> ReadSegmentsAsync(VideoId video, TimeRange? within, MediaTime? asOf, CancellationToken cancellationToken)
    {
        if (!_then.TryGetValue(video, out var then) || then.Watermark is not { } seen) return [];
        var read = await _segments.ReadSegmentsAsync(video, within, asOf is { } limit ? MediaTime.Min(limit, seen) : seen, cancellationToken);
        return _without.Count == 0 ? read : [.. read.Where(segment => !_without.Contains((video, segment.Span.Id)))];
    }

    public async ValueTask<IReadOnlyList<Evidence>> FindAsync(EvidenceQuery query, CancellationToken cancellationToken)
    {
        var found = await _finder.FindAsync(query, cancellationToken);
        return [.. found.Where(e => IsThere(e.Video, e.Segment))];
    }

    public async ValueTask<IReadOnlyList<Citation>> FindCaptionsAsync(EvidenceQuery query, CancellationToken cancellationToken)
    {
        var found = await _finder.FindCaptionsAsync(query, cancellationToken);
        return [.. found.Where(c => IsThere(c.Video, c.Segment))];
    }

    public ValueTask<UtcMap> ReadClocksAsync(VideoId video, CancellationToken cancellationToken) => _segments.ReadClocksAsync(video, cancellationToken);

    public ValueTask<ImmutableArray<byte>?> ReadThumbnailAsync(VideoId video, SegmentId segment, CancellationToken cancellationToken) =>
        _segments.ReadThumbnailAsync(video, segment, cancellationToken);

    public async ValueTask<IReadOnlyList<(VideoId Video, SegmentId Segment, double Similarity)>> NearestAsync(
        ImmutableArray<float> descriptor, IReadOnlyList<VideoId> videos, int limit, CancellationToken cancellationToken)
    {
        var near = await _segments.NearestAsync(descriptor, videos, limit, cancellationToken);
        return [.. near.Where(n => IsThere(n.Video, n.Segment))];
    }

    public async ValueTask<IReadOnlyList<(VideoId Video, SegmentId Segment, double Similarity)>> NearestCaptionsAsync(
        string version, ImmutableArray<float> vector, IReadOnlyList<VideoId> videos, int limit, CancellationToken cancellationToken)
    {
        var near = await _segments.NearestCaptionsAsync(version, vector, videos, limit, cancellationToken);
        return [.. near.Where(n => IsThere(n.Video, n.Segment))];
    }

    public IAsyncEnumerable<StoredEvent> ReadAsync(VideoId video, CancellationToken cancellationToken) => _store.ReadAsync(video, cancellationToken);

    public ValueTask<long> AppendAsync(VideoId video, long expectedVersion, IReadOnlyList<VideoEvent> events, CancellationToken cancellationToken) => throw Refused();

    public ValueTask RelocateAsync(VideoId video, string location, CancellationToken cancellationToken) => throw Refused();

    public ValueTask<bool> DeleteAsync(VideoId video, CancellationToken cancellationToken) => throw Refused();

    private bool IsThere(VideoId video, SegmentId segment) => _then.TryGetValue(video, out var then) && segment.Ordinal < then.Segments && !_without.Contains((video, segment));

    private static InvalidOperationException Refused() => new("A question changes nothing.");
}
