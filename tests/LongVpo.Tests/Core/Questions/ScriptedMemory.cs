using System.Collections.Immutable;
using LongVpo.Core.Answers;
using LongVpo.Core.Observations;
using LongVpo.Core.Ports;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;

namespace LongVpo.Tests.Core.Questions;

/// <summary>A memory that holds exactly the segments a test wrote, so that an answer can be checked against them.</summary>
public sealed class ScriptedMemory : IVideoStore, ISegmentReader, IEvidenceFinder
{
    private readonly Dictionary<VideoId, IReadOnlyList<Segment>> _videos = [];
    private readonly Dictionary<(VideoId, SegmentId), DateTimeOffset> _sealed = [];

    public static readonly VideoId One = new("one");

    public int Searches { get; private set; }

    public bool Finished { get; init; } = true;

    public ScriptedMemory With(VideoId video, IReadOnlyList<Segment> segments)
    {
        _videos[video] = segments;
        return this;
    }

    public ScriptedMemory SealedAt(VideoId video, SegmentId segment, DateTimeOffset at)
    {
        _sealed[(video, segment)] = at;
        return this;
    }

    public IReadOnlyList<Segment> SegmentsOf(VideoId video) => _videos[video];

    public ValueTask<IReadOnlyList<VideoSummary>> ListAsync(CancellationToken cancellationToken) => ValueTask.FromResult<IReadOnlyList<VideoSummary>>(
        [.. _videos.Select(v => new VideoSummary
        {
            Video = v.Key,
            Location = $"/videos/{v.Key}.mp4",
            Segments = v.Value.Count,
            Start = v.Value.Count > 0 ? v.Value[0].Span.Range.Start : null,
            Watermark = v.Value.Count > 0 ? v.Value[^1].Span.Range.End : null,
            Finished = Finished,
            AddedAt = DateTimeOffset.UnixEpoch,
        })]);

    public ValueTask<IReadOnlyList<Segment>> ReadSegmentsAsync(VideoId video, TimeRange? within, MediaTime? asOf, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<Segment>>([.. _videos[video]
            .Where(s => within is not { } range || s.Span.Range.Overlaps(range))
            .Where(s => asOf is not { } limit || s.Span.Range.End <= limit)]);

    public ValueTask<IReadOnlyList<Evidence>> FindAsync(EvidenceQuery query, CancellationToken cancellationToken)
    {
        Searches++;
        var found = _videos
            .Where(v => query.Videos.IsEmpty || query.Videos.Contains(v.Key))
            .SelectMany(v => v.Value.SelectMany(s => s.Observations.Select(o => (Video: v.Key, Segment: s, Observation: o))))
            .Where(e => query.AsOf is not { } limit || e.Segment.Span.Range.End <= limit)
            .Where(e => query.SealedBy is not { } by || (_sealed.TryGetValue((e.Video, e.Segment.Span.Id), out var at) && at <= by))
            .Where(e => query.Kinds.IsEmpty ? e.Observation.IsWords : query.Kinds.Contains(e.Observation.Kind))
            .Where(e => query.Within is not { } range || e.Observation.Range.Overlaps(range))
            .Select(e => new Evidence(e.Video, e.Segment.Span.Id, e.Observation, Score(e.Observation, query)))
            .Where(e => query.Words.IsEmpty || e.Score > 0);
        if (!query.Words.IsEmpty) found = found.OrderByDescending(e => e.Score);
        return ValueTask.FromResult<IReadOnlyList<Evidence>>([.. found.Take(query.Limit)]);
    }

    public ValueTask<ImmutableArray<byte>?> ReadThumbnailAsync(VideoId video, SegmentId segment, CancellationToken cancellationToken) => ValueTask.FromResult<ImmutableArray<byte>?>(null);

    public ValueTask<IReadOnlyList<(VideoId Video, SegmentId Segment, double Similarity)>> NearestAsync(
        ImmutableArray<float> descriptor, IReadOnlyList<VideoId> videos, int limit, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<(VideoId, SegmentId, double)>>([]);

    public ValueTask<long> AppendAsync(VideoId video, long expectedVersion, IReadOnlyList<VideoEvent> events, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<StoredEvent> ReadAsync(VideoId video, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask RelocateAsync(VideoId video, string location, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<bool> DeleteAsync(VideoId video, CancellationToken cancellationToken) => throw new NotSupportedException();

    private static double Score(Observation observation, EvidenceQuery query) =>
        query.Words.Count(group => group.Any(word => (observation.Text ?? "").Contains(word, StringComparison.OrdinalIgnoreCase)));
}
