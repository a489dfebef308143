using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Videos;
using LongVpo.Memory.Projections;
using LongVpo.Memory.Schema;

namespace LongVpo.Memory.Stores;

/// <summary>
/// Removes videos so that nothing of them can be read from the raw files either: freed pages are overwritten, the full-text index is merged so that
/// it forgets deleted words, and the log is emptied. That costs time in proportion to the whole index; deleting is rare.
/// </summary>
internal static class StoreSweeper
{
    public static bool Delete(SqliteLink link, VideoId video)
    {
        if (SqliteVideoStore.NumberOf(link, video) is not { } no) return false;
        link.InTransaction(() => DeleteRows(link, no));
        Purge(link);
        return true;
    }

    /// <summary>Deletes what the rules say and gives the ids of what is gone, oldest finished first.</summary>
    public static List<VideoId> Apply(SqliteLink link, RetentionOptions rules, DateTimeOffset now)
    {
        var gone = new List<VideoId>();
        var finished = link.Query(
            "SELECT no, id, finished_at FROM videos WHERE finished_at IS NOT NULL ORDER BY finished_at, no",
            row => (No: row.GetInt64(0), Id: new VideoId(row.GetString(1)), At: row.GetInt64(2)));
        var oldest = rules.MaxAgeDays is { } days ? now.UtcTicks - (long)(days * TimeSpan.TicksPerDay) : long.MinValue;
        foreach (var video in finished)
        {
            if (video.At >= oldest && !IsOver(link, rules.MaxBytes)) break;
            link.InTransaction(() => DeleteRows(link, video.No));
            Purge(link);
            gone.Add(video.Id);
        }

        return gone;
    }

    private static bool IsOver(SqliteLink link, long? maxBytes) =>
        maxBytes is { } most && (link.Number("PRAGMA page_count") - link.Number("PRAGMA freelist_count")) * link.Number("PRAGMA page_size") > most;

    private static void DeleteRows(SqliteLink link, long no)
    {
        var (low, high) = (RowKeys.First(no), RowKeys.Last(no));
        var lines = link.Query("SELECT text FROM lines WHERE id BETWEEN $1 AND $2", row => row.GetString(0), low, high);
        foreach (var (word, count) in SegmentRows.Spellings(lines))
            link.Execute("UPDATE spellings SET lines = lines - $3 WHERE length = $1 AND word = $2", word.Length, word, count);
        link.Execute("DELETE FROM spellings WHERE lines <= 0");
        link.Execute("INSERT INTO line_words(line_words, rowid, text) SELECT 'delete', id, text FROM lines WHERE id BETWEEN $1 AND $2", low, high);
        link.Execute("INSERT INTO caption_words(caption_words, rowid, text) SELECT 'delete', id, text FROM captions WHERE id BETWEEN $1 AND $2", low, high);
        foreach (var table in (string[])["observations", "captions", "segments", "thumbnails", "events"])
            link.Execute($"DELETE FROM {table} WHERE id BETWEEN $1 AND $2", low, high);
        link.Execute("DELETE FROM vectors WHERE segment BETWEEN $1 AND $2", low, high);
        link.Execute("DELETE FROM videos WHERE no = $1", no);
        link.Execute("UPDATE meta SET value = value + 1 WHERE name = 'deletions'");
    }

    private static void Purge(SqliteLink link)
    {
        link.Execute("INSERT INTO line_words(line_words) VALUES ('optimize')");
        link.Execute("INSERT INTO caption_words(caption_words) VALUES ('optimize')");
        // The pragma frees one page per row it gives, so the rows are read to the end.
        link.Query("PRAGMA incremental_vacuum", _ => 0);
        if (link.Number("PRAGMA wal_checkpoint(TRUNCATE)") != 0)
            throw new StoreException("The video is deleted, but another process keeps reading and so its words in the log: end that process, then delete any video or close this one.");
    }
}
