using LongVpo.Core.Ports;
using LongVpo.Core.Videos;

namespace LongVpo.Memory.Stores;

/// <summary>Keeps the list of watched sources in the same file as what was seen of them, so that a copy of the store is a copy of both.</summary>
public sealed class SqliteWatchList : IWatchList
{
    private readonly WriterQueue? _writer;
    private readonly ReaderPool _readers;
    private readonly StoreFiles _files;

    internal SqliteWatchList(WriterQueue? writer, ReaderPool readers, StoreFiles files) => (_writer, _readers, _files) = (writer, readers, files);

    private WriterQueue Writer => _writer ?? throw new StoreException($"The store in {_files.Folder} was opened for reading only: open it for writing first.");

    /// <inheritdoc />
    public async ValueTask AddAsync(Watch watch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(watch);
        var request = watch.Request;
        await Writer.TransactAsync(
            link => link.Execute(
                "INSERT INTO watches(id, location, name, pace, since, model) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO UPDATE SET location = $2, name = $3, pace = $4, model = $6",
                watch.Video.Value, request.Location, request.Name, request.Pace, watch.Since.UtcTicks, request.Model),
            cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask<bool> RemoveAsync(VideoId video, CancellationToken cancellationToken) =>
        await Writer.TransactAsync(link => link.Execute("DELETE FROM watches WHERE id = $1", video.Value), cancellationToken) > 0;

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<Watch>> ListAsync(CancellationToken cancellationToken) =>
        await _readers.ReadAsync(
            link => link.Query(
                "SELECT id, location, name, pace, since, model FROM watches ORDER BY no",
                row => new Watch(
                    new VideoId(row.GetString(0)),
                    new WatchRequest
                    {
                        Location = row.GetString(1), Name = row.IsDBNull(2) ? null : row.GetString(2), Pace = row.IsDBNull(3) ? null : row.GetDouble(3), Model = row.IsDBNull(5) ? null : row.GetString(5),
                    },
                    new DateTimeOffset(row.GetInt64(4), TimeSpan.Zero))),
            cancellationToken);
}
