using System.Collections.Immutable;
using LongVpo.Core.Ports;
using LongVpo.Core.Standing;
using LongVpo.Core.Videos;
using LongVpo.Memory.Schema;

namespace LongVpo.Memory.Stores;

/// <summary>Keeps standing questions in the same file as the footage they are about, so that a position in the feed and what was made of it cannot part.</summary>
public sealed class SqliteStandingStore : IStandingStore
{
    private readonly WriterQueue? _writer;
    private readonly ReaderPool _readers;
    private readonly StoreFiles _files;
    private readonly SecretBox _secrets;

    internal SqliteStandingStore(WriterQueue? writer, ReaderPool readers, StoreFiles files, SecretBox secrets) => (_writer, _readers, _files, _secrets) = (writer, readers, files, secrets);

    private WriterQueue Writer => _writer ?? throw new StoreException($"The store in {_files.Folder} was opened for reading only: open it for writing first.");

    /// <inheritdoc />
    public async ValueTask<bool> AddAsync(StandingQuestion question, long position, int most, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var json = StandingJson.Write(_secrets.Seal(question), StandingJson.Question);
        return await Writer.TransactAsync(
            link => link.Number("SELECT count(*) FROM standing") < most
                && link.Execute("INSERT INTO standing(id, json, position) VALUES ($1, $2, $3)", question.Id, json, position) > 0,
            cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask<bool> RemoveAsync(string id, CancellationToken cancellationToken) =>
        await Writer.TransactAsync(
            link =>
            {
                var no = NumberOf(link, id);
                link.Execute("DELETE FROM deliveries WHERE standing = $1", no);
                link.Execute("DELETE FROM notices WHERE standing = $1", no);
                link.Execute("DELETE FROM standing_states WHERE standing = $1", no);
                return link.Execute("DELETE FROM standing WHERE no = $1", no) > 0;
            },
            cancellationToken);

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<StandingQuestion>> ListAsync(CancellationToken cancellationToken) =>
        await _readers.ReadAsync(
            link => link.Query("SELECT json FROM standing ORDER BY no", row => _secrets.Open(StandingJson.Read(row.GetString(0), StandingJson.Question))), cancellationToken);

    /// <inheritdoc />
    public async ValueTask<StandingProgress?> ReadProgressAsync(string id, CancellationToken cancellationToken) =>
        await _readers.ReadAsync(
            link =>
            {
                var found = link.Query("SELECT no, position FROM standing WHERE id = $1", row => (No: row.GetInt64(0), Position: row.GetInt64(1)), id);
                if (found.Count == 0) return null;
                var states = link.Query(
                    "SELECT video, json FROM standing_states WHERE standing = $1",
                    row => KeyValuePair.Create(new VideoId(row.GetString(0)), StandingJson.Read(row.GetString(1), StandingJson.State)), found[0].No);
                return new StandingProgress(found[0].Position, states.ToImmutableDictionary());
            },
            cancellationToken);

    /// <inheritdoc />
    public async ValueTask CommitAsync(
        string id, long expected, long position, IReadOnlyDictionary<VideoId, StandingState> states, IReadOnlyList<StandingNotice> notices, int waitingMost, DateTimeOffset at,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(notices);
        await Writer.TransactAsync(
            link =>
            {
                if (link.Execute("UPDATE standing SET position = $3 WHERE id = $1 AND position = $2", id, expected, position) == 0)
                    throw new StoreException($"The standing question {id} was removed, or someone else moved it on: nothing was stored.");
                var no = NumberOf(link, id);
                // A video may be deleted while it is asked about; nothing about it may come back.
                foreach (var (video, state) in states.Where(one => SqliteVideoStore.NumberOf(link, one.Key) is not null))
                    link.Execute(
                        "INSERT INTO standing_states(standing, video, json) VALUES ($1, $2, $3) ON CONFLICT (standing, video) DO UPDATE SET json = $3",
                        no, video.Value, StandingJson.Write(state, StandingJson.State));
                var webhook = notices.Any(notice => notice.IsSent)
                    ? link.Query("SELECT json FROM standing WHERE no = $1", row => StandingJson.Read(row.GetString(0), StandingJson.Question), no)[0].Webhook
                    : null;
                foreach (var notice in notices.Where(one => SqliteVideoStore.NumberOf(link, one.Video) is not null)) Insert(link, no, notice, webhook, waitingMost, at);
                return true;
            },
            cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<NumberedNotice>> ReadNoticesAsync(string? id, long after, int limit, CancellationToken cancellationToken) =>
        await _readers.ReadAsync(
            link => id is null
                ? link.Query("SELECT no, json, at FROM notices WHERE no > $1 ORDER BY no LIMIT $2", Read, after, limit)
                : link.Query("SELECT no, json, at FROM notices WHERE no > $1 AND standing = (SELECT no FROM standing WHERE id = $3) ORDER BY no LIMIT $2", Read, after, limit, id),
            cancellationToken);

    /// <inheritdoc />
    public async ValueTask<long> LastNoticeAsync(CancellationToken cancellationToken) =>
        // Not the greatest row, which may have gone with its question.
        await _readers.ReadAsync(link => link.Number("SELECT seq FROM sqlite_sequence WHERE name = 'notices'"), cancellationToken);

    private static void Insert(SqliteLink link, long standing, StandingNotice notice, Webhook? webhook, int waitingMost, DateTimeOffset at)
    {
        var added = link.Execute(
            "INSERT INTO notices(id, standing, video, json, at) VALUES ($1, $2, $5, $3, $4) ON CONFLICT (id) DO NOTHING",
            notice.Id, standing, StandingJson.Write(notice, StandingJson.Notice), at.UtcTicks, notice.Video.Value);
        if (added == 0 || webhook is null || !notice.IsSent) return;
        var number = link.Number("SELECT last_insert_rowid()");
        var full = link.Number("SELECT count(*) FROM deliveries WHERE standing = $1 AND state = 0", standing) >= waitingMost;
        link.Execute(
            "INSERT INTO deliveries(notice, standing, url, state, attempts, not_before, problem) VALUES ($1, $2, $3, $4, 0, $5, $6)",
            number, standing, webhook.Url, (int)(full ? DeliveryState.Dead : DeliveryState.Waiting), at.UtcTicks,
            full ? "Too many notices waited for this receiver (option webhooks.waitingMost): replay it when the receiver is back." : null);
    }

    private static long NumberOf(SqliteLink link, string id) => link.Number("SELECT no FROM standing WHERE id = $1", id);

    private static NumberedNotice Read(Microsoft.Data.Sqlite.SqliteDataReader row) =>
        new(row.GetInt64(0), StandingJson.Read(row.GetString(1), StandingJson.Notice), new DateTimeOffset(row.GetInt64(2), TimeSpan.Zero));
}
