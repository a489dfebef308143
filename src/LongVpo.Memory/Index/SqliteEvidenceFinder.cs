using LongVpo.Core.Answers;
using LongVpo.Core.Observations;
using LongVpo.Core.Ports;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;
using LongVpo.Memory.Schema;
using LongVpo.Memory.Stores;

namespace LongVpo.Memory.Index;

/// <summary>
/// Finds lines and measurements in the store. Results are complete as long as a word stands in fewer than <see cref="WordSearch.FrequentFrom"/> lines of the asked
/// videos and times; of more frequent words the lines that also hold rarer words come first, then the earliest.
/// </summary>
public sealed class SqliteEvidenceFinder : IEvidenceFinder
{
    /// <summary>Videos that get ranges of rows of their own when a time is asked for; among more, times are compared row by row.</summary>
    private const int MaxWindows = 64;

    private readonly ReaderPool _readers;

    internal SqliteEvidenceFinder(ReaderPool readers) => _readers = readers;

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<Evidence>> FindAsync(EvidenceQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return query.Limit < 1 ? [] : await _readers.ReadAsync(link => Find(link, query), cancellationToken);
    }

    /// <summary>Segments whose caption holds the query's words or phrase, best first, with the caption's text as a quote of its segment; kinds do not matter.</summary>
    /// <param name="query">Words, phrase, videos, times and limit.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public async ValueTask<IReadOnlyList<Citation>> FindCaptionsAsync(EvidenceQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return query.Limit < 1 ? [] : await _readers.ReadAsync(link => CaptionSearch.Find(link, query, Windows(link, query)), cancellationToken);
    }

    private static List<Evidence> Find(SqliteLink link, EvidenceQuery query)
    {
        var windows = Windows(link, query);
        if (windows.Count == 0) return [];
        var kinds = EvidenceFilter.KindsOf(query);
        var measured = kinds.Where(kind => !KindCodes.IsWords(KindCodes.Of(kind)));
        var scan = new MeasurementScan(link, query, windows);
        if (query.Phrase is null && (query.Words.IsDefaultOrEmpty || query.Words.All(group => group.IsDefaultOrEmpty)))
            return Evidence(link, Distinct(kinds.SelectMany(scan.InOrder)).OrderBy(InTime).ThenBy(hit => hit.Line.Observation.Range.Start), query.Limit);

        var found = kinds.Any(kind => KindCodes.IsWords(KindCodes.Of(kind))) ? new LineRanking(link, query, windows).Find() : [];
        if (query.Phrase is null) found.AddRange(measured.SelectMany(scan.ByWords));
        return Evidence(link, Distinct(found).OrderByDescending(hit => hit.Score).ThenBy(InTime).ThenBy(hit => hit.Line.Observation.Range.Start), query.Limit);
    }

    private static long InTime(ScoredLine hit) => RowKeys.VideoOf(hit.Line.Key);

    /// <summary>The ranges of rows that can matter: one per video when videos or times are asked for, else everything.</summary>
    private static List<(long Low, long High)> Windows(SqliteLink link, EvidenceQuery query)
    {
        var named = !query.Videos.IsDefaultOrEmpty;
        var timed = query.Within is not null || query.AsOf is not null;
        if (!named && (!timed || link.Number("SELECT count(*) FROM videos") > MaxWindows)) return [(0, long.MaxValue)];
        var videos = named
            ? query.Videos.Select(video => SqliteVideoStore.NumberOf(link, video)).OfType<long>().Distinct().Order().ToList()
            : link.Query("SELECT no FROM videos ORDER BY no", row => row.GetInt64(0));
        return videos.Select(video => SegmentWindow.Of(link, video, query.Within, query.AsOf)).Where(window => window.Low <= window.High).ToList();
    }

    /// <summary>A line that is listed in several segments, once: in the first of those that hold most of it.</summary>
    private static IEnumerable<ScoredLine> Distinct(IEnumerable<ScoredLine> hits) => hits
        .GroupBy(hit => (RowKeys.VideoOf(hit.Line.Key), hit.Line.Observation.Kind, hit.Line.Observation.Text, hit.Line.Observation.Value, Start: hit.Line.Observation.Range.Start, hit.Line.Observation.Range.End))
        .Select(copies => copies.OrderByDescending(hit => hit.Line.Share).ThenBy(hit => hit.Line.Key).First());

    private static List<Evidence> Evidence(SqliteLink link, IEnumerable<ScoredLine> hits, int limit)
    {
        var names = new Dictionary<long, VideoId>();
        return hits.Take(limit).Select(hit =>
        {
            var no = RowKeys.VideoOf(hit.Line.Key);
            if (!names.TryGetValue(no, out var video)) names[no] = video = NameOf(link, no);
            return new Evidence(video, new SegmentId(RowKeys.OrdinalOf(hit.Line.Key)), hit.Line.Observation, hit.Score);
        }).ToList();
    }

    internal static VideoId NameOf(SqliteLink link, long no) => new(link.Query("SELECT id FROM videos WHERE no = $1", row => row.GetString(0), no)[0]);
}
