using System.Runtime.InteropServices;
using LongVpo.Core.Captions.Written;
using LongVpo.Core.Ports;
using LongVpo.Core.Segments;
using LongVpo.Core.Videos;
using LongVpo.Memory.Schema;

namespace LongVpo.Memory.Projections;

/// <summary>Keeps what is searched for in step with the events, inside the transaction that writes them.</summary>
internal static class EventProjector
{
    /// <summary>The vector space of the observers' image descriptors.</summary>
    public const string LookSpace = "look:1";

    /// <summary>The vector space of captions by one version of a model.</summary>
    public static string TextSpace(string version) => "text:" + version;

    /// <summary>Stores what lies beside a caption's event: the vector of a segment's words.</summary>
    public static void StoreBeside(SqliteLink link, long video, ModelCaption caption)
    {
        if (caption.Vector.IsDefaultOrEmpty || !caption.Subject.StartsWith('s')) return;
        link.Execute(
            "INSERT OR REPLACE INTO vectors(space, segment, floats) VALUES ($1, $2, $3)",
            TextSpace(caption.Model.Digest), RowKeys.Segment(video, SegmentId.Parse(caption.Subject).Ordinal), MemoryMarshal.AsBytes(caption.Vector.AsSpan()).ToArray());
    }

    /// <summary>Applies an event to the tables that can be made again from events.</summary>
    public static void Apply(SqliteLink link, long video, long version, VideoEvent item)
    {
        switch (item)
        {
            case VideoOpened opened:
                link.Execute("UPDATE videos SET finished_at = NULL, duration = $2 WHERE no = $1", video, opened.Source.DurationSeconds);
                break;
            case SegmentSealed done:
                Apply(link, video, version, done);
                break;
            case CaptionWritten written:
                Apply(link, video, version, written.Caption);
                break;
            case SpeechHeard heard:
                SpeechRows.Add(link, video, heard.Speech);
                break;
            case VideoFinished finished:
                link.Execute("UPDATE videos SET finished_at = $2, failure = NULL WHERE no = $1", video, finished.At.UtcTicks);
                break;
            case GapRecorded gap:
                link.Execute("UPDATE videos SET gaps = gaps + 1, gap_ticks = gap_ticks + $2 WHERE no = $1", video, gap.Range.Duration.Ticks);
                break;
            case ClockAnchored clock:
                link.Execute("INSERT INTO clocks VALUES ($1, $2, $3, $4, $5)", RowKeys.Event(video, version), clock.Time.ToString(), clock.Utc.UtcTicks, clock.FromStream ? 1L : 0L, clock.Pace);
                break;
            case VideoFailed failed:
                link.Execute("UPDATE videos SET failure = $2 WHERE no = $1", video, failed.Reason);
                break;
        }
    }

    /// <summary>Stores what lies beside a segment's event and is no part of its text.</summary>
    public static void StoreBeside(SqliteLink link, long video, Segment segment)
    {
        var key = RowKeys.Segment(video, segment.Span.Id.Ordinal);
        if (!segment.Thumbnail.IsDefaultOrEmpty)
            link.Execute("INSERT OR REPLACE INTO thumbnails VALUES ($1, $2)", key, ImmutableCollectionsMarshal.AsArray(segment.Thumbnail));
        if (!segment.Descriptor.IsDefaultOrEmpty)
            link.Execute(
                "INSERT OR REPLACE INTO vectors(space, segment, floats) VALUES ($1, $2, $3)",
                LookSpace, key, MemoryMarshal.AsBytes(segment.Descriptor.AsSpan()).ToArray());
    }

    /// <summary>Empties every table that <see cref="Apply(SqliteLink, long, long, VideoEvent)"/> fills; events, thumbnails and vectors stay.</summary>
    public static void Clear(SqliteLink link) => link.ExecuteScript(
        """
        INSERT INTO line_words(line_words, rowid, text) SELECT 'delete', id, text FROM lines;
        INSERT INTO caption_words(caption_words, rowid, text) SELECT 'delete', id, text FROM said;
        DELETE FROM observations; DELETE FROM captions; DELETE FROM segments; DELETE FROM spellings; DELETE FROM clocks; DELETE FROM model_captions;
        UPDATE videos SET segments = 0, lines = 0, start_at = NULL, watermark = NULL, duration = NULL, finished_at = NULL, gaps = 0, gap_ticks = 0, failure = NULL;
        """);

    /// <summary>Counts the words of new lines, by which misspelt questions are understood.</summary>
    public static void AddSpellings(SqliteLink link, IEnumerable<string> lines)
    {
        foreach (var (word, count) in SegmentRows.Spellings(lines))
            link.Execute(
                "INSERT INTO spellings VALUES ($1, $2, $3, $4) ON CONFLICT (length, word) DO UPDATE SET lines = lines + $4",
                word.Length, word, SpokenWords.Reversed(word), count);
    }

    private static void Apply(SqliteLink link, long video, long version, ModelCaption caption)
    {
        link.Execute("INSERT INTO model_captions VALUES ($1, $2)", RowKeys.Event(video, version), caption.Subject);
        // Of what stands at a node nothing can be cited, and what says nothing cannot be found.
        if (!caption.Subject.StartsWith('s') || caption.Text.Length == 0) return;
        var first = RowKeys.Segment(video, SegmentId.Parse(caption.Subject).Ordinal);
        var key = link.Number("SELECT max(id) FROM captions WHERE id BETWEEN $1 AND $2", first, first + RowKeys.MaxObservations - 1) + 1;
        if (key <= first || key >= first + RowKeys.MaxObservations) throw new StoreException($"{caption.Subject} cannot take another caption: it is unknown, or has as many as the store holds.");
        link.Execute("INSERT INTO captions VALUES ($1, $2, $3, $4, $5)", key, caption.Model.Name, 0L, caption.Text, SpokenWords.Spaced(caption.Text));
        link.Execute("INSERT INTO caption_words(rowid, text) SELECT id, text FROM said WHERE id = $1", key);
    }

    private static void Apply(SqliteLink link, long video, long version, SegmentSealed item)
    {
        var segment = item.Segment;
        if (segment.Observations.Length > RowKeys.MaxObservations || segment.Span.Id.Ordinal is < 0 or >= RowKeys.MaxSegments)
            throw new StoreException(FormattableString.Invariant(
                $"Segment {segment.Span.Id} with {segment.Observations.Length} observations is over the store's limits: use longer or fewer segments, or fewer observations."));
        link.Execute("INSERT INTO segments VALUES ($1, $2, $3, $4, $5, $6, $7)", SegmentRows.Segment(video, version, segment, item.At));
        foreach (var row in SegmentRows.Observations(video, segment))
            link.Execute("INSERT INTO observations VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)", row);
        var key = RowKeys.Segment(video, segment.Span.Id.Ordinal);
        var lines = link.Execute("INSERT INTO line_words(rowid, text) SELECT id, text FROM lines WHERE id BETWEEN $1 AND $2", key, key + RowKeys.MaxObservations - 1);
        AddSpellings(link, SegmentRows.Lines(segment));
        link.Execute("INSERT INTO captions VALUES ($1, $2, $3, $4, $5)", SegmentRows.Caption(video, segment));
        link.Execute("INSERT INTO caption_words(rowid, text) SELECT id, text FROM said WHERE id = $1", key);
        link.Execute(
            "UPDATE videos SET segments = segments + 1, lines = lines + $2, start_at = coalesce(start_at, $3), watermark = $4, finished_at = NULL, failure = NULL WHERE no = $1",
            video, lines, segment.Span.Range.Start.ToString(), segment.Span.Range.End.ToString());
    }
}
