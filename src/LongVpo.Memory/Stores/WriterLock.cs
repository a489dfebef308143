using System.Globalization;
using LongVpo.Core.Ports;

namespace LongVpo.Memory.Stores;

/// <summary>
/// Makes sure that one process at a time writes a store. The system holds the lock and gives it back when the process ends, however it ends.
/// </summary>
internal sealed class WriterLock : IDisposable
{
    private readonly FileStream _held;

    private WriterLock(FileStream held) => _held = held;

    /// <exception cref="StoreException">Another process, or this one already, writes this store.</exception>
    public static WriterLock Take(StoreFiles files)
    {
        FileStream held;
        try
        {
            held = new FileStream(files.WriterLock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException problem)
        {
            throw StoreErrors.Explain(problem, files.Folder);
        }
        catch (IOException problem) when (IsHeld(problem))
        {
            throw new StoreException($"The store in {files.Folder} is being written by {Holder(files)}: wait until it is done, stop it, or choose another --store.", problem);
        }
        catch (IOException problem)
        {
            throw StoreErrors.Explain(problem, files.Folder);
        }

        try
        {
            File.WriteAllText(files.WriterProcess, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new WriterLock(held);
        }
        catch (IOException problem)
        {
            held.Dispose();
            throw StoreErrors.Explain(problem, files.Folder);
        }
    }

    public void Dispose() => _held.Dispose();

    /// <summary>The system's "someone else has locked it": EAGAIN on Linux, EAGAIN on macOS, a sharing violation on Windows.</summary>
    private static bool IsHeld(IOException problem) => problem.HResult is 11 or 35 or unchecked((int)0x80070020);

    private static string Holder(StoreFiles files)
    {
        try
        {
            return $"process {File.ReadAllText(files.WriterProcess).Trim()}";
        }
        catch (IOException)
        {
            return "another process";
        }
    }
}
