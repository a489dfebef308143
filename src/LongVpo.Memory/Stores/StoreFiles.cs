using LongVpo.Core.Ports;

namespace LongVpo.Memory.Stores;

/// <summary>The files of a store folder, named once.</summary>
internal sealed record StoreFiles(string Folder)
{
    public const string DatabaseName = "longvpo.db";

    public string Database => Path.Combine(Folder, DatabaseName);

    /// <summary>Locked by the one process that writes; the lock and not the file says that there is a writer.</summary>
    public string WriterLock => Path.Combine(Folder, "writer.lock");

    /// <summary>The number of that process: a locked file cannot be read on every system, so it stands beside.</summary>
    public string WriterProcess => Path.Combine(Folder, "writer.pid");

    /// <summary>The key of the webhook secrets, readable for its owner only; made with the first of them.</summary>
    public string SecretsKey => Path.Combine(Folder, "secrets.key");

    /// <summary>
    /// True for a closed store on a medium that cannot be written: readers of a log share a file there, so without one SQLite must be told that nothing changes.
    /// </summary>
    public bool IsUnchanging => !File.Exists(Database + "-wal") && !CanWrite();

    /// <summary>The database's address in the form that says that nothing changes it.</summary>
    public string UnchangingDatabase => new Uri(Database).AbsoluteUri + "?immutable=1";

    /// <exception cref="StoreException">The folder cannot be made.</exception>
    public void MakeFolder()
    {
        if (File.Exists(Folder)) throw new StoreException($"{Folder} is a file, but a store is a folder: choose another --store.");
        try
        {
            Directory.CreateDirectory(Folder);
        }
        catch (IOException problem)
        {
            throw StoreErrors.Explain(problem, Folder);
        }
        catch (UnauthorizedAccessException problem)
        {
            throw StoreErrors.Explain(problem, Folder);
        }
    }

    /// <exception cref="StoreException">There is no store to read.</exception>
    public void RequireDatabase()
    {
        if (File.Exists(Folder)) throw new StoreException($"{Folder} is a file, but a store is a folder: choose another --store.");
        if (!File.Exists(Database)) throw new StoreException($"There is no store in {Folder}: analyze a video with this --store first, or choose another.");
    }

    private bool CanWrite()
    {
        try
        {
            using var probe = new FileStream(Database, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
