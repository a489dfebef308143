using System.Collections.Immutable;
using LongVpo.Core.Answers;
using LongVpo.Core.Observations;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Questions.Told;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;

namespace LongVpo.Core.Questions;

/// <summary>
/// Fetches what a question may look at and nothing that came later. Small memories are read whole, which answers exactly; in large ones the full-text
/// index picks the places, and only their surroundings are read.
/// </summary>
/// <param name="store">The list of videos.</param>
/// <param name="segments">Their segments.</param>
/// <param name="finder">What finds lines.</param>
/// <param name="captions">What models said; null where nobody is to be asked for it.</param>
/// <param name="options">How much is read.</param>
public sealed class FootageReader(IVideoStore store, ISegmentReader segments, IEvidenceFinder finder, ICaptionReader? captions, QuestionOptions options)
{
    // A line with fewer of the asked words than this is not counted, whatever else it holds.
    private const double WholeShare = 0.7;

    private static readonly ImmutableArray<ObservationKind> EveryKind = [.. Enum.GetValues<ObservationKind>()];

    /// <summary>The asked videos that have sealed segments, in the order they were added; of a large shelf only those that may answer.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="parsed">The same, understood.</param>
    /// <param name="read">Hears of each video once it is read, while the next ones are not.</param>
    /// <param name="hits">Hears what the index came up with, best first, before any of it is read, and how many of them hold most of what was asked for.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<ReadFootage> ReadAsync(
        Question question, ParsedQuestion parsed, Action<Footage> read, Action<IReadOnlyList<Evidence>, int> hits, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(parsed);
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(hits);
        var known = await store.ListAsync(cancellationToken);
        var asked = known.Where(video => (question.Videos.Count == 0 || question.Videos.Contains(video.Video)) && video.Segments > 0).ToList();
        var fits = asked.Sum(video => (long)video.Segments) <= options.SegmentsReadMost;
        if (!fits && !parsed.NeedsWhole && !await IsToldAsync(asked, question, parsed, cancellationToken)) return new ReadFootage(await AroundEvidenceAsync(asked, question, parsed, read, hits, cancellationToken), asked.Count, asked.Count, 1);
        var sealedBy = question.SealedBy is null ? null : await SealedAsync(question, cancellationToken);
        var footage = new List<Footage>();
        var looked = fits ? asked : Newest(asked);
        foreach (var video in looked)
        {
            var all = await segments.ReadSegmentsAsync(video.Video, null, question.AsOf, cancellationToken);
            if (sealedBy is not null) all = [.. all.Where(segment => sealedBy.Contains((video.Video, segment.Span.Id)))];
            if (all.Count == 0) continue;
            footage.Add(Of(video, all, whole: true, question, parsed) with { Told = await ToldAsync(video.Video, all, question, parsed, cancellationToken) });
            read(footage[^1]);
        }

        return new ReadFootage(footage, looked.Count, asked.Count, (double)looked.Sum(video => (long)video.Segments) / Math.Max(1, asked.Sum(video => (long)video.Segments)));
    }

    // Who comes after whom and how often is in no index; of one video it is read whole, where there are captions at all.
    private async Task<bool> IsToldAsync(List<VideoSummary> asked, Question question, ParsedQuestion parsed, CancellationToken cancellationToken) =>
        asked is [var only] && MayTell(question, parsed) && (await captions!.ReadCaptionsAsync(only.Video, [new SegmentId(0).ToString()], cancellationToken)).Count > 0;

    // A memory as of a moment on the wall keeps no captions of that moment.
    private bool MayTell(Question question, ParsedQuestion parsed) => captions is not null && parsed.Told is not null && question.SealedBy is null && !question.MeasuredOnly;

    private async Task<ImmutableArray<Telling>> ToldAsync(VideoId video, IReadOnlyList<Segment> all, Question question, ParsedQuestion parsed, CancellationToken cancellationToken) =>
        MayTell(question, parsed) ? Telling.Read(all, await captions!.ReadCaptionsAsync(video, [.. all.Select(segment => segment.Span.Id.ToString())], cancellationToken)) : [];

    // What is measured is in no index of words. One video is always measured whole; of a shelf, the newest videos are as far as the limit reaches.
    private List<VideoSummary> Newest(List<VideoSummary> asked)
    {
        var left = (long)options.SegmentsReadMost;
        return [.. asked.OrderByDescending(video => video.AddedAt).TakeWhile((video, i) => (left -= video.Segments) >= 0 || i == 0).Reverse()];
    }

    // The index is the one place that remembers when a segment was sealed.
    private async Task<HashSet<(VideoId, SegmentId)>> SealedAsync(Question question, CancellationToken cancellationToken)
    {
        var query = new EvidenceQuery { Videos = [.. question.Videos], Kinds = EveryKind, SealedBy = question.SealedBy, AsOf = question.AsOf, Limit = int.MaxValue };
        var evidence = await finder.FindAsync(query, cancellationToken);
        return [.. evidence.Select(e => (e.Video, e.Segment))];
    }

    private async Task<IReadOnlyList<Footage>> AroundEvidenceAsync(
        List<VideoSummary> asked, Question question, ParsedQuestion parsed, Action<Footage> read, Action<IReadOnlyList<Evidence>, int> hits, CancellationToken cancellationToken)
    {
        // A count over one video needs every place; over a shelf only the best places are read, a third as many, to keep an answer within a tenth of a second.
        var places = asked.Count == 1 ? options.EvidenceMost : Math.Max(1, options.EvidenceMost / 3);
        var counts = parsed.Form is QuestionForm.HowMany or QuestionForm.HowLong;
        var query = new EvidenceQuery
        {
            Words = [.. parsed.Terms.Concat(parsed.OtherTerms).Where(term => !term.Hint).Select(term => term.Spellings.Insert(0, term.Word))],
            Videos = question.Videos.Count == 0 ? [] : [.. asked.Select(video => video.Video)],
            // A time like "the last minute" is another stretch in each video; it is applied to what was found.
            Within = asked.Count == 1 ? WindowOf(parsed, question, SeenOf(asked[0], question.AsOf)) : question.Within,
            AsOf = question.AsOf,
            SealedBy = question.SealedBy,
            // To count, the lines themselves suffice, and many of them cost less than what stands around a few.
            Limit = counts ? Math.Max(places, options.LinesCountedMost) : places,
        };
        var found = await finder.FindAsync(query, cancellationToken);
        // Lines come best first: when the last of a full list still holds most of what was asked for, there may be more such lines.
        var more = found.Count >= query.Limit && found[^1].Score >= WholeShare * query.Words.Length;
        hits(found, query.Words.IsEmpty ? 0 : found.TakeWhile(hit => hit.Score >= WholeShare * query.Words.Length).Count());
        var evidence = found.ToLookup(e => e.Video);
        var best = found.Take(places).ToLookup(e => e.Video);
        var footage = new List<Footage>();
        foreach (var video in asked.Where(video => evidence.Contains(video.Video)))
        {
            var all = await AroundAsync(video.Video, best[video.Video], question, cancellationToken);
            footage.Add(Of(video, all, whole: false, question, parsed) with { AtLeast = more, Lines = WordLines.Read(video.Video, Observed(all, evidence[video.Video])) });
            read(footage[^1]);
        }

        // Nothing matched: the beginning of the first video shows whether there is text or speech at all, so that the no can name where it looked.
        if (footage.Count == 0 && asked.Count > 0)
        {
            var seen = SeenOf(asked[0], question.AsOf);
            var start = new TimeRange(seen.Start, seen.Start.Plus(TimeSpan.FromMinutes(1)));
            footage.Add(Of(asked[0], await segments.ReadSegmentsAsync(asked[0].Video, start, question.AsOf, cancellationToken), whole: false, question, parsed));
            read(footage[^1]);
        }

        return footage;
    }

    // What was read around the best places, and the lines alone of the others.
    private static IEnumerable<(SegmentId Segment, Observation Observation)> Observed(IReadOnlyList<Segment> read, IEnumerable<Evidence> evidence)
    {
        var known = read.Select(segment => segment.Span.Id).ToHashSet();
        return read.SelectMany(segment => segment.Observations.Select(o => (segment.Span.Id, o))).Concat(evidence.Where(e => !known.Contains(e.Segment)).Select(e => (e.Segment, e.Observation)));
    }

    private async Task<IReadOnlyList<Segment>> AroundAsync(VideoId video, IEnumerable<Evidence> evidence, Question question, CancellationToken cancellationToken)
    {
        var context = TimeSpan.FromSeconds(options.ContextSeconds);
        var found = new SortedDictionary<int, Segment>();
        foreach (var range in Joined(evidence.Select(e => new TimeRange(e.Observation.Range.Start.Plus(-context), e.Observation.Range.End.Plus(context)))))
            foreach (var segment in await segments.ReadSegmentsAsync(video, range, question.AsOf, cancellationToken))
                found[segment.Span.Id.Ordinal] = segment;
        return [.. found.Values];
    }

    private static Footage Of(VideoSummary video, IReadOnlyList<Segment> all, bool whole, Question question, ParsedQuestion parsed)
    {
        var seen = whole ? new TimeRange(all[0].Span.Range.Start, all[^1].Span.Range.End) : SeenOf(video, question.AsOf);
        var window = WindowOf(parsed, question, seen);
        var complete = video.Finished && question.AsOf is null && question.SealedBy is null;
        return new Footage
        {
            Video = video.Video,
            Name = Path.GetFileName(video.Location) is { Length: > 0 } name ? name : video.Location,
            Seen = seen,
            Window = window,
            Coverage = CoverageOf(video, all, whole, seen, window, complete),
            Segments = [.. all],
            Lines = WordLines.Read(video.Video, all.SelectMany(segment => segment.Observations.Select(o => (segment.Span.Id, o)))),
            DurationSeconds = video.DurationSeconds,
            Finished = complete,
        };
    }

    private static TimeRange SeenOf(VideoSummary video, MediaTime? asOf)
    {
        var start = video.Start ?? MediaTime.Zero;
        var end = MediaTime.Max(start, video.Watermark ?? start);
        return new TimeRange(start, asOf is { } limit ? MediaTime.Max(start, MediaTime.Min(end, limit)) : end);
    }

    private static TimeRange? WindowOf(ParsedQuestion parsed, Question question, TimeRange seen)
    {
        if (parsed.Time?.Within(seen) is not { } named) return question.Within;
        if (question.Within is not { } within) return named;
        // A time outside the allowed stretch leaves nothing to look at, which an empty range at its border says.
        return named.Intersect(within) ?? new TimeRange(within.End, within.End);
    }

    private static double CoverageOf(VideoSummary video, IReadOnlyList<Segment> all, bool whole, TimeRange seen, TimeRange? window, bool complete)
    {
        var end = complete || video.DurationSeconds is not { } seconds ? seen.End : MediaTime.Max(seen.End, seen.Start.Plus(TimeSpan.FromSeconds(seconds)));
        var asked = window ?? new TimeRange(seen.Start, end);
        if (complete && asked.Intersect(seen) is { } inside) asked = inside;
        if (asked.Duration <= TimeSpan.Zero) return seen.Contains(asked.Start) ? 1 : 0;
        var ranges = whole ? all.Select(segment => segment.Span.Range) : [seen];
        return Math.Clamp(ranges.Sum(range => range.Intersect(asked)?.Duration.TotalSeconds ?? 0) / asked.Duration.TotalSeconds, 0, 1);
    }

    private static IEnumerable<TimeRange> Joined(IEnumerable<TimeRange> ranges)
    {
        TimeRange? open = null;
        foreach (var range in ranges.OrderBy(r => r.Start))
        {
            if (open is { } current && range.Start <= current.End) open = current.Union(range);
            else
            {
                if (open is { } done) yield return done;
                open = range;
            }
        }

        if (open is { } last) yield return last;
    }
}
