using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Videos;
using LongVpo.Memory.Projections;
using LongVpo.Memory.Schema;
using Microsoft.Data.Sqlite;

namespace LongVpo.Memory.Stores;

/// <summary>
/// Removes videos. When someone asks for it, nothing may be left to read in the raw files: the full-text index is merged so that it forgets deleted words, the
/// file is written anew and the log is emptied, which takes time and room in proportion to the whole store. Retention, which runs often on large stores,
/// overwrites freed pages and gives them back, and leaves it at that.
/// </summary>
internal static class StoreSweeper
{
    public static bool Delete(SqliteLink link, VideoId video)
    {
        if (SqliteVideoStore.NumberOf(link, video) is not { } no) return false;
        link.InTransaction(() => DeleteRows(link, no));
        GiveBack(link);
        WriteAnew(link);
        EmptyLog(link);
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
            GiveBack(link);
            gone.Add(video.Id);
        }

        return gone;
    }

    private static bool IsOver(SqliteLink link, long? maxBytes) =>
        maxBytes is { } most && (link.Number("PRAGMA page_count") - link.Number("PRAGMA freelist_count")) * link.Number("PRAGMA page_size") > most;

    private static void DeleteRows(SqliteLink link, long no)
    {
        var (low, high) = (RowKeys.First(no), RowKeys.Last(no));
        var lines = link.Query("SELECT text FROM observations WHERE kind <= 9 AND text IS NOT NULL AND id BETWEEN $1 AND $2", row => row.GetString(0), low, high);
        foreach (var (word, count) in SegmentRows.Spellings(lines))
            link.Execute("UPDATE spellings SET lines = lines - $3 WHERE length = $1 AND word = $2", word.Length, word, count);
        link.Execute("DELETE FROM spellings WHERE lines <= 0");
        link.Execute("INSERT INTO line_words(line_words, rowid, text) SELECT 'delete', id, text FROM lines WHERE id BETWEEN $1 AND $2", low, high);
        link.Execute("INSERT INTO caption_words(caption_words, rowid, text) SELECT 'delete', id, text FROM said WHERE id BETWEEN $1 AND $2", low, high);
        foreach (var table in (string[])["observations", "captions", "segments", "thumbnails", "events", "clocks", "model_captions"])
            link.Execute($"DELETE FROM {table} WHERE id BETWEEN $1 AND $2", low, high);
        link.Execute("DELETE FROM vectors WHERE segment BETWEEN $1 AND $2", low, high);
        link.Execute("DELETE FROM feed WHERE event BETWEEN $1 AND $2", low, high);
        link.Execute("DELETE FROM deliveries WHERE notice IN (SELECT no FROM notices WHERE video = (SELECT id FROM videos WHERE no = $1))", no);
        link.Execute("DELETE FROM notices WHERE video = (SELECT id FROM videos WHERE no = $1)", no);
        SqliteAnswerStore.DeleteOf(link, link.Query("SELECT id FROM videos WHERE no = $1", row => row.GetString(0), no)[0]);
        link.Execute("DELETE FROM standing_states WHERE video = (SELECT id FROM videos WHERE no = $1)", no);
        link.Execute("DELETE FROM videos WHERE no = $1", no);
        link.Execute("UPDATE meta SET value = value + 1 WHERE name = 'deletions'");
    }

    /// <summary>Merges the full-text indexes, which until then keep deleted words beside a note that they are deleted, and gives free pages back to the disk.</summary>
    private static void GiveBack(SqliteLink link)
    {
        link.Execute("INSERT INTO line_words(line_words) VALUES ('optimize')");
        link.Execute("INSERT INTO caption_words(caption_words) VALUES ('optimize')");
        // The pragma frees one page per row it gives, so the rows are read to the end.
        link.Query("PRAGMA incremental_vacuum", _ => 0);
        EmptyLog(link);
    }

    /// <summary>Overwriting freed pages is not enough: a page that was once split keeps copies of what moved. A file written anew holds only what is left.</summary>
    private static void WriteAnew(SqliteLink link)
    {
        try
        {
            // The copy may be as large as the store, so it goes to the disk and not to memory.
            link.ExecuteScript("PRAGMA temp_store = FILE; VACUUM; PRAGMA temp_store = MEMORY;");
        }
        catch (SqliteException problem) when (problem.SqliteErrorCode == StoreErrors.Full)
        {
            throw new StoreException("The video is deleted, but the disk has no room to write the store anew and traces of its words may be left in the file: free some space, then delete any other video.", problem);
        }
    }

    private static void EmptyLog(SqliteLink link)
    {
        if (link.Number("PRAGMA wal_checkpoint(TRUNCATE)") != 0)
            throw new StoreException("The video is deleted, but another process keeps reading and so its words in the log: end that process, then delete any video or close this one.");
    }
}
