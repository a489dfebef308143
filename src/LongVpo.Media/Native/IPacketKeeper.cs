namespace LongVpo.Media.Native;

/// <summary>Says into which files the packets of a live source go. Called on the thread that reads the session; nothing may be thrown.</summary>
internal interface IPacketKeeper
{
    /// <summary>A file may begin with this key frame; null keeps nothing for now, and the next key frame asks again.</summary>
    /// <param name="jumps">Jumps of the source's clock in this connection until here.</param>
    /// <param name="start">Microseconds on the repaired clock.</param>
    /// <param name="extension">The container, without a dot.</param>
    string? Begin(int jumps, long start, string extension);

    /// <summary>The file that was begun last is complete as far as it goes.</summary>
    /// <param name="end">Microseconds on the repaired clock.</param>
    /// <param name="bytes">Its length.</param>
    /// <param name="error">The system's number of what ended it; 0 when nothing failed.</param>
    void End(long end, long bytes, int error);
}
