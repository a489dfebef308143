using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Core.Videos;
using LongVpo.Memory.Projections;
using LongVpo.Memory.Schema;

namespace LongVpo.Memory.Stores;

/// <summary>Looks after a store over the years: checks it, makes its search tables again from the events, and lets old videos go.</summary>
public sealed class StoreCare
{
    private readonly WriterQueue? _writer;
    private readonly ReaderPool _readers;
    private readonly StoreFiles _files;

    internal StoreCare(WriterQueue? writer, ReaderPool readers, StoreFiles files) => (_writer, _readers, _files) = (writer, readers, files);

    private WriterQueue Writer => _writer ?? throw new StoreException($"The store in {_files.Folder} was opened for reading only: open it for writing first.");

    /// <summary>Checks the file, the full-text indexes and that every search table says what the events say. Writes wait meanwhile.</summary>
    /// <returns>One sentence per thing that is wrong; empty when all is well.</returns>
    /// <exception cref="StoreException">The store is too damaged to be checked, or is open for reading only.</exception>
    public async ValueTask<IReadOnlyList<string>> VerifyAsync(CancellationToken cancellationToken) =>
        await Writer.RunAloneAsync(link => StoreCheck.Run(link, cancellationToken), cancellationToken);

    /// <summary>Makes every search table again from the events; thumbnails, vectors and places of videos are kept as they are.</summary>
    /// <exception cref="StoreException">The store refused; nothing was changed.</exception>
    public async ValueTask RebuildAsync(CancellationToken cancellationToken) =>
        await Writer.TransactAsync(link => Rebuild(link, cancellationToken), cancellationToken);

    /// <summary>Deletes finished videos that are over the age, then the oldest finished ones until the size is met.</summary>
    /// <param name="rules">The limits.</param>
    /// <param name="now">The moment that ages are counted from.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The videos that are gone, oldest finished first.</returns>
    /// <exception cref="StoreException">The store refused.</exception>
    public async ValueTask<IReadOnlyList<VideoId>> ApplyRetentionAsync(RetentionOptions rules, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return await Writer.RunAloneAsync(link => StoreSweeper.Apply(link, rules, now), cancellationToken);
    }

    /// <summary>Bytes the database uses, without free pages and the log.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public async ValueTask<long> UsedBytesAsync(CancellationToken cancellationToken) =>
        await _readers.ReadAsync(
            link => (link.Number("PRAGMA page_count") - link.Number("PRAGMA freelist_count")) * link.Number("PRAGMA page_size"), cancellationToken);

    private static int Rebuild(SqliteLink link, CancellationToken cancellationToken)
    {
        EventProjector.Clear(link);
        var events = 0;
        foreach (var (no, version, item) in EventWalk.All(link))
        {
            cancellationToken.ThrowIfCancellationRequested();
            EventProjector.Apply(link, no, version, item);
            events++;
        }

        return events;
    }
}
