using LongVpo.Core.Ports;
using LongVpo.Core.Standing;
using Microsoft.Data.Sqlite;

namespace LongVpo.Memory.Stores;

/// <summary>Keeps what webhooks are still to be told beside the notices themselves: both are written in one transaction.</summary>
public sealed class SqliteDeliveryStore : IDeliveryStore
{
    private const string Columns = "SELECT d.no, n.json, d.state, d.attempts, d.not_before, d.problem";

    private readonly WriterQueue? _writer;
    private readonly ReaderPool _readers;
    private readonly StoreFiles _files;
    private readonly SecretBox _secrets;

    internal SqliteDeliveryStore(WriterQueue? writer, ReaderPool readers, StoreFiles files, SecretBox secrets) => (_writer, _readers, _files, _secrets) = (writer, readers, files, secrets);

    private WriterQueue Writer => _writer ?? throw new StoreException($"The store in {_files.Folder} was opened for reading only: open it for writing first.");

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<string>> WaitingUrlsAsync(CancellationToken cancellationToken) =>
        await _readers.ReadAsync(link => link.Query("SELECT DISTINCT url FROM deliveries WHERE state = 0", row => row.GetString(0)), cancellationToken);

    /// <inheritdoc />
    public async ValueTask<(Delivery Delivery, Webhook Webhook)?> NextAsync(string url, CancellationToken cancellationToken)
    {
        var found = await _readers.ReadAsync(
            link => link.Query(
                $"{Columns}, s.json FROM deliveries d JOIN notices n ON n.no = d.notice JOIN standing s ON s.no = d.standing WHERE d.url = $1 AND d.state = 0 ORDER BY d.no LIMIT 1",
                row => (Delivery: Read(row), Question: _secrets.Open(StandingJson.Read(row.GetString(6), StandingJson.Question))), url),
            cancellationToken);
        return found is [{ Question.Webhook: { } webhook } first] ? (first.Delivery, webhook) : null;
    }

    /// <inheritdoc />
    public async ValueTask RecordAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        await Writer.TransactAsync(
            link => link.Execute(
                "UPDATE deliveries SET state = $2, attempts = $3, not_before = $4, problem = $5 WHERE no = $1",
                delivery.Number, (int)delivery.State, delivery.Attempts, delivery.NotBefore.UtcTicks, delivery.Problem),
            cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<Delivery>> ListAsync(string id, int limit, CancellationToken cancellationToken) =>
        await _readers.ReadAsync(
            link => link.Query(
                $"{Columns} FROM deliveries d JOIN notices n ON n.no = d.notice WHERE d.standing = (SELECT no FROM standing WHERE id = $1) ORDER BY d.no DESC LIMIT $2", Read, id, limit),
            cancellationToken);

    /// <inheritdoc />
    public async ValueTask<bool> ReplayAsync(string id, long number, CancellationToken cancellationToken) =>
        await Writer.TransactAsync(
            link => link.Execute(
                "UPDATE deliveries SET state = 0, attempts = 0, not_before = 0, problem = NULL WHERE no = $2 AND standing = (SELECT no FROM standing WHERE id = $1)", id, number) > 0,
            cancellationToken);

    private static Delivery Read(SqliteDataReader row) => new()
    {
        Number = row.GetInt64(0),
        Notice = StandingJson.Read(row.GetString(1), StandingJson.Notice),
        State = (DeliveryState)row.GetInt32(2),
        Attempts = row.GetInt32(3),
        NotBefore = new DateTimeOffset(row.GetInt64(4), TimeSpan.Zero),
        Problem = row.IsDBNull(5) ? null : row.GetString(5),
    };
}
