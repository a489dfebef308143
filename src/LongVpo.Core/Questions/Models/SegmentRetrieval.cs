using System.Collections.Immutable;
using LongVpo.Core.Answers;
using LongVpo.Core.Models;
using LongVpo.Core.Ports;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;

namespace LongVpo.Core.Questions.Models;

/// <summary>
/// Chooses the segments that a model looks at for a question. What the answer from measurements cites, what the index of lines and what that of captions come up with are fused by
/// reciprocal rank; where that is too little, an even choice of the asked stretch fills up, since what only eyes can see is in no index.
/// </summary>
public sealed class SegmentRetrieval
{
    // The usual constant of reciprocal rank fusion: large enough that being second hardly matters, small enough that being hundredth does.
    private const double RankOffset = 60;

    private readonly IVideoStore _store;
    private readonly ISegmentReader _segments;
    private readonly IEvidenceFinder _finder;
    private readonly ICaptionReader _captions;
    private readonly Dictionary<VideoId, IReadOnlyList<Segment>> _read = [];

    public SegmentRetrieval(IVideoStore store, ISegmentReader segments, IEvidenceFinder finder, ICaptionReader captions) =>
        (_store, _segments, _finder, _captions) = (store, segments, finder, captions);

    /// <summary>The asked videos that have sealed segments.</summary>
    public async Task<ImmutableArray<VideoId>> VideosAsync(Question question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var list = await _store.ListAsync(cancellationToken);
        return [.. list.Where(v => v.Segments > 0 && (question.Videos.Count == 0 || question.Videos.Contains(v.Video))).OrderByDescending(v => v.AddedAt).Select(v => v.Video)];
    }

    /// <summary>The segments of a video that the question may look at, read once.</summary>
    public async Task<IReadOnlyList<Segment>> OfAsync(VideoId video, Question question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (!_read.TryGetValue(video, out var read)) _read[video] = read = await _segments.ReadSegmentsAsync(video, question.Within, question.AsOf, cancellationToken);
        return read;
    }

    /// <summary>Segments for a question, in time order within each video.</summary>
    public async Task<ImmutableArray<(VideoId Video, Segment Segment)>> ForAsync(Question question, Answer measured, ImmutableArray<VideoId> videos, (string Version, ImmutableArray<float> Vector)? meaning, int most, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(measured);
        var parsed = QuestionParser.Parse(question.Text);
        var query = new EvidenceQuery
        {
            Words = [.. parsed.Terms.Where(term => !term.Hint).Select(term => term.Spellings.Insert(0, term.Word))],
            Videos = videos, Within = question.Within, AsOf = question.AsOf, SealedBy = question.SealedBy, Limit = most * 4,
        };
        var lines = query.Words.IsEmpty ? [] : (await _finder.FindAsync(query, cancellationToken)).Select(e => (e.Video, e.Segment));
        var captions = query.Words.IsEmpty ? [] : (await _finder.FindCaptionsAsync(query, cancellationToken)).Select(c => (c.Video, c.Segment));
        var near = meaning is not { Vector.IsDefaultOrEmpty: false } asked ? []
            : (await _segments.NearestCaptionsAsync(asked.Version, asked.Vector, videos, most * 2, cancellationToken)).Select(n => (n.Video, n.Segment));
        var ranked = Fused(measured.Citations.Select(c => (c.Video, c.Segment)), lines, captions, near).Take(most).ToList();
        return await WholeAsync(ranked, videos, question, most, cancellationToken);
    }

    /// <summary>What is said about segments: a model's caption where there is one.</summary>
    public async Task<ImmutableArray<RetrievedSegment>> ToldAsync(IEnumerable<(VideoId Video, Segment Segment)> chosen, VideoLetters letters, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(letters);
        var told = ImmutableArray.CreateBuilder<RetrievedSegment>();
        foreach (var group in chosen.GroupBy(c => c.Video))
        {
            var said = await _captions.ReadCaptionsAsync(group.Key, [.. group.Select(c => c.Segment.Span.Id.ToString())], cancellationToken);
            foreach (var (video, segment) in group)
            {
                var caption = said.TryGetValue(segment.Span.Id.ToString(), out var model) && model.Text.Length > 0 ? $"{model.Text} ({segment.Caption.Text})" : segment.Caption.Text;
                told.Add(new RetrievedSegment(letters.Of(video, segment.Span.Id), video, segment, caption));
            }
        }

        return told.ToImmutable();
    }

    private static IEnumerable<(VideoId Video, SegmentId Segment)> Fused(params IEnumerable<(VideoId, SegmentId)>[] lists)
    {
        var scores = new Dictionary<(VideoId Video, SegmentId Segment), double>();
        foreach (var list in lists)
        {
            var rank = 0;
            foreach (var one in list.Distinct()) scores[one] = scores.GetValueOrDefault(one) + (1 / (RankOffset + ++rank));
        }

        return scores.OrderByDescending(s => s.Value).ThenBy(s => s.Key.Segment).Select(s => s.Key);
    }

    private async Task<ImmutableArray<(VideoId Video, Segment Segment)>> WholeAsync(
        List<(VideoId Video, SegmentId Segment)> ranked, ImmutableArray<VideoId> videos, Question question, int most, CancellationToken cancellationToken)
    {
        var chosen = new Dictionary<(VideoId, SegmentId), Segment>();
        foreach (var video in ranked.Select(r => r.Video).Distinct())
        {
            var wanted = ranked.Where(r => r.Video == video).Select(r => r.Segment).ToHashSet();
            foreach (var segment in (await OfAsync(video, question, cancellationToken)).Where(s => wanted.Contains(s.Span.Id))) chosen[(video, segment.Span.Id)] = segment;
        }

        foreach (var video in videos.Take(most))
        {
            var left = most - chosen.Count;
            if (left <= 0) break;
            var rest = (await OfAsync(video, question, cancellationToken)).Where(s => !chosen.ContainsKey((video, s.Span.Id))).ToList();
            foreach (var place in EvenChoice.Of(rest.Count, left)) chosen[(video, rest[place].Span.Id)] = rest[place];
        }

        return [.. chosen.OrderBy(c => videos.IndexOf(c.Key.Item1)).ThenBy(c => c.Key.Item2).Select(c => (c.Key.Item1, c.Value))];
    }
}
