using LongVpo.Core.Videos;
using LongVpo.Memory.Projections;
using LongVpo.Memory.Schema;
using Microsoft.Data.Sqlite;

namespace LongVpo.Memory.Stores;

/// <summary>Finds out whether a store can be trusted: the file is whole, the indexes agree with their tables, and the tables agree with the events.</summary>
internal static class StoreCheck
{
    public static IReadOnlyList<string> Run(SqliteLink link, CancellationToken cancellationToken)
    {
        var problems = link.Query("PRAGMA integrity_check(20)", row => row.GetString(0)).Where(line => line != "ok").Select(line => $"The database file is damaged: {line}.").ToList();
        foreach (var index in (string[])["line_words", "caption_words"])
            if (IsBroken(link, index)) problems.Add($"The full-text index {index} does not agree with its text: rebuild the store.");
        var counts = new Dictionary<long, (long Version, long Segments, long Lines)>();
        foreach (var (no, version, item) in EventWalk.All(link))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (last, segments, lines) = counts.GetValueOrDefault(no);
            if (version != last + 1) problems.Add(FormattableString.Invariant($"Video number {no} has no event {last + 1}: restore the store from a copy."));
            if (item is SegmentSealed done)
            {
                segments++;
                lines += SegmentRows.Lines(done.Segment).Count();
                if (!Agrees(link, no, version, done)) problems.Add(FormattableString.Invariant($"The search tables disagree with segment {done.Segment.Span.Id} of video number {no}: rebuild the store."));
            }

            if (item is SpeechHeard { Speech: { HasWords: true } speech })
            {
                var (listed, found) = SpeechRows.Listed(link, no, speech);
                lines += listed;
                if (found != listed) problems.Add(FormattableString.Invariant($"The search tables lack speech at {speech.Range.Start} of video number {no}: rebuild the store."));
            }

            counts[no] = (version, segments, lines);
        }

        problems.AddRange(Miscounted(link, counts));
        return problems;
    }

    private static bool IsBroken(SqliteLink link, string index)
    {
        try
        {
            link.Execute($"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)");
            return false;
        }
        catch (SqliteException)
        {
            return true;
        }
    }

    private static bool Agrees(SqliteLink link, long no, long version, SegmentSealed item)
    {
        var key = RowKeys.Segment(no, item.Segment.Span.Id.Ordinal);
        var expected = SegmentRows.Observations(no, item.Segment).Prepend(SegmentRows.Segment(no, version, item.Segment, item.At))
            .Append(SegmentRows.Caption(no, item.Segment));
        var stored = Rows(link, "segments", key, key)
            // Speech that was heard later stands behind what was sealed.
            .Concat(Rows(link, "observations", key, key + item.Segment.Observations.Length - 1))
            .Concat(Rows(link, "captions", key, key));
        return expected.Select(Line).SequenceEqual(stored.Select(Line), StringComparer.Ordinal);
    }

    private static List<object?[]> Rows(SqliteLink link, string table, long low, long high) =>
        link.Query($"SELECT * FROM {table} WHERE id BETWEEN $1 AND $2 ORDER BY id", row => Enumerable.Range(0, row.FieldCount).Select(i => row.IsDBNull(i) ? null : row.GetValue(i)).ToArray(), low, high);

    /// <summary>A row as text for comparing; SQLite keeps no NaN, so it stands for nothing on both sides.</summary>
    private static string Line(object?[] row) => string.Join('\u001f', row.Select(value => value switch
    {
        double.NaN => "",
        double number => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        _ => FormattableString.Invariant($"{value}"),
    }));

    private static IEnumerable<string> Miscounted(SqliteLink link, Dictionary<long, (long Version, long Segments, long Lines)> counts)
    {
        var videos = link.Query("SELECT no, id, version, segments, lines FROM videos", row => (No: row.GetInt64(0), Id: row.GetString(1), Counts: (row.GetInt64(2), row.GetInt64(3), row.GetInt64(4))));
        foreach (var (no, id, stored) in videos)
            if (counts.GetValueOrDefault(no) != stored) yield return $"The list of videos disagrees with the events of video {id}: rebuild the store.";
        if (link.Number("SELECT count(*) FROM segments") != counts.Values.Sum(c => c.Segments)) yield return "There are segments without events: rebuild the store.";
        if (counts.Keys.Except(videos.Select(v => v.No)).Any()) yield return "There are events without a video: restore the store from a copy.";
    }
}
