using LongVpo.Memory.Schema;

namespace LongVpo.Memory.Stores;

/// <summary>One write that waits for the writer, with a way to tell its caller how it went.</summary>
internal abstract class WriteJob(bool alone, CancellationToken cancellationToken)
{
    /// <summary>True for work that opens and closes its own transactions; false for work that shares one.</summary>
    public bool IsAlone => alone;

    public bool IsCancelled => cancellationToken.IsCancellationRequested;

    /// <summary>Does the work; it may run a second time when the transaction it shared was undone.</summary>
    public abstract void Run(SqliteLink link);

    /// <summary>Called once, when what was done is on the disk.</summary>
    public abstract void Succeed();

    public abstract void Fail(Exception problem);
}
