using LongVpo.Core.Ports;
using LongVpo.Core.Videos;
using LongVpo.Memory.Schema;

namespace LongVpo.Memory.Stores;

/// <summary>Reads the events of all videos in the order in which they were stored.</summary>
public sealed class SqliteVideoFeed : IVideoFeed
{
    private static readonly string Page = FormattableString.Invariant(
        $"SELECT f.position, f.event, v.no, v.id, e.json FROM feed f JOIN events e ON e.id = f.event JOIN videos v ON v.no = f.event >> {RowKeys.VideoShift} WHERE f.position > $1 ORDER BY f.position LIMIT $2");

    private readonly ReaderPool _readers;

    internal SqliteVideoFeed(ReaderPool readers) => _readers = readers;

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<FeedEntry>> ReadAsync(long after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return await _readers.ReadAsync(link => Read(link, after, limit), cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask<long> LastAsync(CancellationToken cancellationToken) =>
        // Not the greatest row: the newest entry may have been of a video that is gone, and its position must not be given twice.
        await _readers.ReadAsync(link => link.Number("SELECT seq FROM sqlite_sequence WHERE name = 'feed'"), cancellationToken);

    private static List<FeedEntry> Read(SqliteLink link, long after, int limit)
    {
        var rows = link.Query(
            Page,
            row => (Position: row.GetInt64(0), Event: row.GetInt64(1), No: row.GetInt64(2), Id: row.GetString(3), Json: row.GetString(4)),
            after, limit);
        return rows.ConvertAll(row => new FeedEntry(row.Position, new VideoId(row.Id), row.Event - RowKeys.First(row.No), EventJson.Read(row.Json)));
    }
}
