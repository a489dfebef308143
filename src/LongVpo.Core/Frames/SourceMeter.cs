namespace LongVpo.Core.Frames;

/// <summary>Where a source shows its ledger to whoever asks how a video is doing, from any thread and without disturbing the reading.</summary>
public sealed class SourceMeter
{
    private Func<SourceLedger>? _read;
    private string? _notRecorded;
    private SourceLedger _last = SourceLedger.Empty;

    /// <summary>The ledger at this moment; after the reading has ended, its last one.</summary>
    public SourceLedger Current => Volatile.Read(ref _read)?.Invoke() ?? Volatile.Read(ref _last);

    /// <summary>One sentence why live footage is not being kept for clips; null while it is, or is not meant to be.</summary>
    public string? NotRecorded { get => Volatile.Read(ref _notRecorded); set => Volatile.Write(ref _notRecorded, value); }

    /// <summary>Called by the source when it starts.</summary>
    /// <param name="read">Takes the ledger in one consistent look; called from any thread.</param>
    public void Attach(Func<SourceLedger> read) => Volatile.Write(ref _read, read);

    /// <summary>Called by the source when it has ended, so that nothing of it is kept alive.</summary>
    public void Detach(SourceLedger last)
    {
        Volatile.Write(ref _last, last);
        Volatile.Write(ref _read, null);
    }
}
