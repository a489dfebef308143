using LongVpo.Core.Ports;
using Microsoft.Data.Sqlite;

namespace LongVpo.Memory.Stores;

/// <summary>Says in one sentence for a person what SQLite and the file system say in numbers.</summary>
internal static class StoreErrors
{
    /// <summary>SQLite's result codes, which its wrapper gives as bare numbers.</summary>
    private const int Busy = 5, Locked = 6, ReadOnly = 8, IoError = 10, Corrupt = 11, CannotOpen = 14, NotADatabase = 26;

    /// <summary>There is no room left on the disk.</summary>
    public const int Full = 13;

    /// <summary>The statement was stopped because its caller was cancelled.</summary>
    public const int Interrupted = 9;

    public static StoreException Explain(SqliteException problem, string folder) => new(Sentence(problem.SqliteErrorCode, problem.Message, folder), problem);

    public static StoreException Explain(IOException problem, string folder) => new($"The store in {folder} cannot be opened ({problem.Message}): check the path, or choose another --store.", problem);

    public static StoreException Explain(UnauthorizedAccessException problem, string folder) =>
        new($"This user may not write to {folder}: change its permissions, or choose another --store.", problem);

    private static string Sentence(int code, string message, string folder) => code switch
    {
        Busy or Locked => $"Another process keeps the store in {folder} locked: wait until it is done, then try again.",
        ReadOnly => $"The store in {folder} is read-only: change its permissions, or choose another --store.",
        IoError => $"The disk that holds {folder} failed to read or write (is it full?): everything acknowledged before is kept; free space or check the disk, then try again.",
        Full => $"The disk that holds {folder} is full: everything acknowledged before is kept; free some space or delete videos, then go on.",
        Corrupt => $"The store in {folder} is damaged: restore it from a copy, or move it away and analyze again.",
        NotADatabase => $"{Path.Combine(folder, StoreFiles.DatabaseName)} is not a LongVpo store: move it away, or choose another --store.",
        CannotOpen => $"The store in {folder} cannot be opened: check that the folder exists and may be read and written, or choose another --store.",
        _ => $"The store in {folder} refused ({message}): check the disk, or choose another --store.",
    };
}
