using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LongVpo.Core.Ports;
using LongVpo.Core.Segments;
using LongVpo.Core.Telemetry;
using LongVpo.Core.Time;
using LongVpo.Core.Videos;
using LongVpo.Memory.Projections;
using LongVpo.Memory.Schema;
using Microsoft.Data.Sqlite;

namespace LongVpo.Memory.Stores;

/// <summary>
/// Keeps the events of all videos in one SQLite file, together with everything that is searched for: what is acknowledged is on the disk, whole and searchable.
/// </summary>
public sealed class SqliteVideoStore : IVideoStore
{
    /// <summary>Events read at a time: few enough that a long history neither fills the memory nor holds a snapshot for long.</summary>
    private const int Page = 256;

    private const string SummaryColumns = "SELECT id, location, segments, start_at, watermark, finished_at, added_at, added_offset, duration, gaps, gap_ticks, failure FROM videos";

    private readonly WriterQueue? _writer;
    private readonly ReaderPool _readers;
    private readonly StoreFiles _files;

    internal SqliteVideoStore(WriterQueue? writer, ReaderPool readers, StoreFiles files) => (_writer, _readers, _files) = (writer, readers, files);

    /// <summary>The only way to write: null-checked once, so that a reading session says what is wrong.</summary>
    private WriterQueue Writer => _writer ?? throw new StoreException($"The store in {_files.Folder} was opened for reading only: open it for writing first.");

    /// <inheritdoc />
    public async ValueTask<long> AppendAsync(VideoId video, long expectedVersion, IReadOnlyList<VideoEvent> events, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentOutOfRangeException.ThrowIfLessThan(events.Count, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(expectedVersion);
        using var timing = Timing.Of(Signals.AppendTime);
        var texts = events.Select(EventJson.Write).ToArray();
        return await Writer.TransactAsync(link => Append(link, video, expectedVersion, events, texts), cancellationToken);
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<StoredEvent> ReadAsync(VideoId video, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = 0L;
        while (true)
        {
            var page = await _readers.ReadAsync(link => ReadPage(link, video, last), cancellationToken);
            foreach (var item in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return item;
                last = item.Version;
            }

            if (page.Count < Page) yield break;
        }
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<VideoSummary>> ListAsync(CancellationToken cancellationToken) =>
        await _readers.ReadAsync(link => link.Query($"{SummaryColumns} ORDER BY no", Summary), cancellationToken);

    /// <summary>The video last added or moved to a place; null when none is known there.</summary>
    /// <param name="location">Absolute path or URL, as it was stored.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public async ValueTask<VideoSummary?> FindByLocationAsync(string location, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(location);
        var found = await _readers.ReadAsync(link => link.Query($"{SummaryColumns} WHERE location = $1 ORDER BY no DESC LIMIT 1", Summary, location), cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    /// <inheritdoc />
    public async ValueTask RelocateAsync(VideoId video, string location, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(location);
        var changed = await Writer.TransactAsync(link => link.Execute("UPDATE videos SET location = $2 WHERE id = $1", video.Value, location), cancellationToken);
        if (changed == 0) throw new StoreException($"There is no video {video} in {_files.Folder}: list the videos to see which there are.");
    }

    /// <inheritdoc />
    public async ValueTask<bool> DeleteAsync(VideoId video, CancellationToken cancellationToken) =>
        await Writer.RunAloneAsync(link => StoreSweeper.Delete(link, video), cancellationToken);

    /// <summary>The row number of a video, or null when there is none.</summary>
    internal static long? NumberOf(SqliteLink link, VideoId video) => link.Number("SELECT no FROM videos WHERE id = $1", video.Value) is > 0 and var no ? no : null;

    private long Append(SqliteLink link, VideoId video, long expected, IReadOnlyList<VideoEvent> events, string[] texts)
    {
        var no = NumberOf(link, video);
        var version = no is null ? 0 : link.Number("SELECT version FROM videos WHERE no = $1", no);
        if (version != expected)
            throw new StoreException(FormattableString.Invariant(
                $"Video {video} in {_files.Folder} is at version {version} and not {expected}, so someone else wrote it: read it again, then go on."));
        no ??= AddVideo(link, video, events[0]);
        for (var i = 0; i < events.Count; i++)
        {
            version++;
            link.Execute("INSERT INTO events VALUES ($1, $2, $3, $4)", RowKeys.Event(no.Value, version), EventJson.KindOf(events[i]), AtOf(events[i]), texts[i]);
            EventProjector.Apply(link, no.Value, version, events[i]);
            if (events[i] is SegmentSealed done) EventProjector.StoreBeside(link, no.Value, done.Segment);
            if (events[i] is CaptionWritten said) EventProjector.StoreBeside(link, no.Value, said.Caption);
            if (events[i] is VideoOpened opened) link.Execute("UPDATE videos SET location = $2 WHERE no = $1", no, opened.Source.Location);
        }

        link.Execute("UPDATE videos SET version = $2 WHERE no = $1", no, version);
        return version;
    }

    private long AddVideo(SqliteLink link, VideoId video, VideoEvent first)
    {
        if (first is not VideoOpened opened) throw new StoreException($"Video {video} is not in {_files.Folder}: add it before anything else is said of it.");
        var no = link.Number("SELECT coalesce(max(no), 0) + 1 FROM videos");
        if (no > RowKeys.MaxVideos) throw new StoreException($"The store in {_files.Folder} holds as many videos as it can: choose another --store.");
        link.Execute(
            "INSERT INTO videos(no, id, location, version, segments, lines, added_at, added_offset) VALUES ($1, $2, $3, 0, 0, 0, $4, $5)",
            no, video.Value, opened.Source.Location, opened.At.UtcTicks, (long)opened.At.TotalOffsetMinutes);
        return no;
    }

    private static List<StoredEvent> ReadPage(SqliteLink link, VideoId video, long after)
    {
        if (NumberOf(link, video) is not { } no) return [];
        var rows = link.Query(
            "SELECT id, json FROM events WHERE id > $1 AND id <= $2 ORDER BY id LIMIT $3",
            row => (Version: row.GetInt64(0) - RowKeys.First(no), Json: row.GetString(1)),
            RowKeys.Event(no, after), RowKeys.Last(no), Page);
        return rows.ConvertAll(row => new StoredEvent(row.Version, WithDescriptor(link, no, EventJson.Read(row.Json))));
    }

    private static VideoEvent WithDescriptor(SqliteLink link, long no, VideoEvent item) =>
        item is SegmentSealed done ? done with { Segment = WithDescriptor(link, no, done.Segment) } : item;

    /// <summary>Puts back what <see cref="EventJson"/> left out.</summary>
    internal static Segment WithDescriptor(SqliteLink link, long no, Segment segment)
    {
        var found = link.Query(
            "SELECT floats FROM vectors WHERE segment = $1 AND space = $2",
            row => row.GetFieldValue<byte[]>(0), RowKeys.Segment(no, segment.Span.Id.Ordinal), EventProjector.LookSpace);
        return found.Count == 0 ? segment : segment with { Descriptor = [.. MemoryMarshal.Cast<byte, float>(found[0])] };
    }

    private static long? AtOf(VideoEvent item) => item switch
    {
        VideoOpened e => e.At.UtcTicks,
        SegmentSealed e => e.At.UtcTicks,
        CaptionWritten e => e.At.UtcTicks,
        SpeechHeard e => e.At.UtcTicks,
        VideoFinished e => e.At.UtcTicks,
        VideoFailed e => e.At.UtcTicks,
        _ => null,
    };

    private static VideoSummary Summary(SqliteDataReader row) => new()
    {
        Video = new VideoId(row.GetString(0)),
        Location = row.GetString(1),
        Segments = row.GetInt32(2),
        Start = row.IsDBNull(3) ? null : MediaTime.Parse(row.GetString(3)),
        Watermark = row.IsDBNull(4) ? null : MediaTime.Parse(row.GetString(4)),
        Finished = !row.IsDBNull(5),
        AddedAt = new DateTimeOffset(row.GetInt64(6), TimeSpan.Zero).ToOffset(TimeSpan.FromMinutes(row.GetInt64(7))),
        DurationSeconds = row.IsDBNull(8) ? null : row.GetDouble(8),
        Gaps = row.GetInt32(9),
        GapTime = TimeSpan.FromTicks(row.GetInt64(10)),
        Failure = row.IsDBNull(11) ? null : row.GetString(11),
    };
}
