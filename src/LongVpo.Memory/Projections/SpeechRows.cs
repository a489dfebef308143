using LongVpo.Core.Observations;
using LongVpo.Core.Ports;
using LongVpo.Core.Segments;
using LongVpo.Core.Speech;
using LongVpo.Core.Time;
using LongVpo.Memory.Index;
using LongVpo.Memory.Schema;

namespace LongVpo.Memory.Projections;

/// <summary>
/// Lists speech, which is heard after its segments were sealed, in each segment that it touches: behind the sealed observations, so that sealed rows keep their numbers and what
/// came later is told from them by its own.
/// </summary>
internal static class SpeechRows
{
    /// <summary>Makes a stretch of speech findable.</summary>
    /// <exception cref="StoreException">A segment holds as much as it can.</exception>
    public static void Add(SqliteLink link, long video, Transcript speech)
    {
        if (!speech.HasWords) return;
        var line = SpokenLines.Of(speech);
        var touched = Touched(link, video, speech.Range);
        foreach (var segment in touched)
        {
            var last = link.Query("SELECT max(id) FROM observations WHERE id BETWEEN $1 AND $2", row => row.IsDBNull(0) ? segment - 1 : row.GetInt64(0), segment, segment + RowKeys.MaxObservations - 1)[0];
            var key = last + 1;
            if (key >= segment + RowKeys.MaxObservations) throw new StoreException($"The segment at {speech.Range.Start} cannot take more speech: it has as many observations as the store holds.");
            link.Execute("INSERT INTO observations VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)", SegmentRows.Observation(key, line));
            link.Execute("INSERT INTO line_words(rowid, text) SELECT id, text FROM lines WHERE id = $1", key);
            EventProjector.AddSpellings(link, [speech.Text]);
        }

        link.Execute("UPDATE videos SET lines = lines + $2 WHERE no = $1", video, (long)touched.Count);
    }

    /// <summary>Everything that was heard in a range of segments by a moment, by segment: the rows behind the sealed ones are found by <see cref="With"/>.</summary>
    public static ILookup<int, (int Index, Observation Line)> Between(SqliteLink link, long low, long high, MediaTime? asOf) => link.Query(
            "SELECT id, kind, start_at, end_at, value, box, text FROM observations WHERE kind <= 9 AND kind = $1 AND id BETWEEN $2 AND $3 ORDER BY id",
            row => (Key: row.GetInt64(0), Line: SegmentRows.Read(row, 1)), (long)KindCodes.Of(ObservationKind.Speech), low, high | (RowKeys.MaxObservations - 1))
        .Where(row => asOf is not { } time || row.Line.Range.End <= time)
        .ToLookup(row => RowKeys.OrdinalOf(row.Key), row => ((int)(row.Key & (RowKeys.MaxObservations - 1)), row.Line));

    /// <summary>A segment as it is seen with what was heard in it.</summary>
    public static Segment With(ILookup<int, (int Index, Observation Line)> heard, Segment segment) =>
        SpokenLines.With(segment, [.. heard[segment.Span.Id.Ordinal].Where(row => row.Index >= segment.Observations.Length).Select(row => row.Line)]);

    /// <summary>In how many segments a stretch of speech should be listed, and in how many it is.</summary>
    public static (long Should, long Is) Listed(SqliteLink link, long video, Transcript speech)
    {
        var touched = Touched(link, video, speech.Range);
        var found = touched.Count(segment => link.Number(
            "SELECT count(*) FROM observations WHERE id BETWEEN $1 AND $2 AND kind = $3 AND start_at = $4 AND end_at = $5 AND text = $6",
            segment, segment + RowKeys.MaxObservations - 1, (long)KindCodes.Of(ObservationKind.Speech), speech.Range.Start.ToString(), speech.Range.End.ToString(), speech.Text) > 0);
        return (touched.Count, found);
    }

    private static List<long> Touched(SqliteLink link, long video, TimeRange range)
    {
        var (low, high) = SegmentWindow.Of(link, video, range, null);
        return link.Query("SELECT id FROM segments WHERE id BETWEEN $1 AND $2 AND start_s < $4 AND end_s > $3 ORDER BY id", row => row.GetInt64(0), low, high, range.Start.Seconds, range.End.Seconds);
    }
}
