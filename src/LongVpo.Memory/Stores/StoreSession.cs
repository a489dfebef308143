using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using LongVpo.Memory.Index;
using LongVpo.Memory.Native;
using LongVpo.Memory.Schema;

namespace LongVpo.Memory.Stores;

/// <summary>
/// An open store: the one place where the ports over the same file are made and closed together. One process may write; any number may read beside it.
/// </summary>
public sealed class StoreSession : IAsyncDisposable
{
    private readonly WriterLock? _lock;
    private readonly WriterQueue? _writer;
    private readonly ReaderPool _readers;

    private StoreSession(WriterLock? held, WriterQueue? writer, LinkFactory factory, StoreOptions options)
    {
        (_lock, _writer, _readers) = (held, writer, new ReaderPool(factory, options));
        Videos = new SqliteVideoStore(writer, _readers, factory.Files);
        Watches = new SqliteWatchList(writer, _readers, factory.Files);
        Feed = new SqliteVideoFeed(_readers);
        var secrets = new SecretBox(factory.Files);
        Standing = new SqliteStandingStore(writer, _readers, factory.Files, secrets);
        Deliveries = new SqliteDeliveryStore(writer, _readers, factory.Files, secrets);
        Answers = new SqliteAnswerStore(writer, _readers, factory.Files);
        Segments = new SqliteSegmentReader(_readers);
        Captions = new SqliteCaptionReader(_readers);
        Evidence = new SqliteEvidenceFinder(_readers);
        Care = new StoreCare(writer, _readers, factory.Files);
        Folder = factory.Files.Folder;
    }

    /// <summary>The store's folder, absolute.</summary>
    public string Folder { get; }

    public SqliteVideoStore Videos { get; }

    public SqliteWatchList Watches { get; }

    public SqliteVideoFeed Feed { get; }

    public SqliteStandingStore Standing { get; }

    public SqliteDeliveryStore Deliveries { get; }

    public SqliteAnswerStore Answers { get; }

    public SqliteSegmentReader Segments { get; }

    public SqliteCaptionReader Captions { get; }

    public SqliteEvidenceFinder Evidence { get; }

    public StoreCare Care { get; }

    /// <summary>Which SQLite is in use, for the logs and for a check of the installation.</summary>
    public static string Engine
    {
        get
        {
            var origin = SqliteLibrary.IsSystem ? "system" : "bundled";
            return $"SQLite {SQLitePCL.raw.sqlite3_libversion().utf8_to_string()} ({origin})";
        }
    }

    /// <summary>Whether a folder holds a store, without opening it.</summary>
    public static bool Exists(string folder) => File.Exists(new StoreFiles(Path.GetFullPath(folder)).Database);

    /// <summary>Opens a store for writing and reading, and makes it when there is none.</summary>
    /// <param name="folder">The store's folder; missing parents are made.</param>
    /// <param name="options">The dials.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="StoreException">It is being written by someone else, is not a store, is newer than this program, or cannot be written.</exception>
    public static Task<StoreSession> OpenWriterAsync(string folder, StoreOptions options, CancellationToken cancellationToken)
    {
        var files = new StoreFiles(Path.GetFullPath(folder));
        return Task.Run(
            () =>
            {
                files.MakeFolder();
                var held = WriterLock.Take(files);
                var opened = false;
                try
                {
                    var factory = new LinkFactory(files, options);
                    var session = new StoreSession(held, new WriterQueue(factory.OpenWriter(), files.Folder, options), factory, options);
                    opened = true;
                    return session;
                }
                finally
                {
                    if (!opened) held.Dispose();
                }
            },
            cancellationToken);
    }

    /// <summary>Opens a store for reading, beside a writer or alone.</summary>
    /// <param name="folder">The store's folder.</param>
    /// <param name="options">The dials.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="StoreException">There is no store, it is of another version, or it cannot be read.</exception>
    public static async Task<StoreSession> OpenReaderAsync(string folder, StoreOptions options, CancellationToken cancellationToken)
    {
        var files = new StoreFiles(Path.GetFullPath(folder));
        files.RequireDatabase();
        var session = new StoreSession(null, null, new LinkFactory(files, options), options);
        var ready = false;
        try
        {
            var version = await session._readers.ReadAsync(link => StoreSchema.Check(link, files.Folder), cancellationToken);
            if (version < StoreSchema.Current)
                throw new StoreException($"The store in {files.Folder} is empty or of an older version (schema {version}): open it once for writing, for example by analyzing a video.");
            ready = true;
            return session;
        }
        finally
        {
            if (!ready) await session.DisposeAsync();
        }
    }

    /// <summary>Finishes what is being written, then closes the files and gives the lock back.</summary>
    public async ValueTask DisposeAsync()
    {
        await _readers.DisposeAsync();
        if (_writer is not null) await _writer.DisposeAsync();
        _lock?.Dispose();
    }
}
