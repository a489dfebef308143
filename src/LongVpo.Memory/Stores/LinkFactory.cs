using LongVpo.Core.Options;
using LongVpo.Memory.Native;
using LongVpo.Memory.Schema;
using Microsoft.Data.Sqlite;

namespace LongVpo.Memory.Stores;

/// <summary>Opens connections to the database with the settings that durability and deletion rest on.</summary>
internal sealed class LinkFactory(StoreFiles files, StoreOptions options)
{
    /// <summary>What an acknowledged write survives is decided here: with FULL the log is flushed before a commit returns.</summary>
    private const string WriterSettings =
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA journal_size_limit = 67108864; PRAGMA temp_store = MEMORY;";

    public StoreFiles Files => files;

    public SqliteLink OpenWriter() => Open(files.Database, SqliteOpenMode.ReadWriteCreate, link =>
    {
        // Must be said before the first page is written; it lets freed pages go back to the disk.
        if (StoreSchema.Check(link, files.Folder) == 0) link.ExecuteScript("PRAGMA auto_vacuum = INCREMENTAL");
        link.ExecuteScript(WriterSettings);
        StoreSchema.Migrate(link, files.Folder);
    });

    public SqliteLink OpenReader() => Open(files.IsUnchanging ? files.UnchangingDatabase : files.Database, SqliteOpenMode.ReadOnly, link => link.ExecuteScript("PRAGMA temp_store = MEMORY"));

    private SqliteLink Open(string database, SqliteOpenMode mode, Action<SqliteLink> prepare)
    {
        _ = SqliteLibrary.IsSystem;
        var text = new SqliteConnectionStringBuilder { DataSource = database, Mode = mode, Pooling = false, DefaultTimeout = options.BusySeconds };
        var link = new SqliteLink(new SqliteConnection(text.ToString()));
        var ready = false;
        try
        {
            link.Connection.Open();
            // The wrapper retries what fails as busy, but a checkpoint says busy in its result: SQLite itself has to wait.
            link.ExecuteScript(FormattableString.Invariant($"PRAGMA busy_timeout = {options.BusySeconds * 1000}"));
            prepare(link);
            ready = true;
            return link;
        }
        catch (SqliteException problem)
        {
            throw StoreErrors.Explain(problem, files.Folder);
        }
        finally
        {
            if (!ready) link.Dispose();
        }
    }
}
