using System.ComponentModel.DataAnnotations;

namespace LongVpo.Core.Options;

/// <summary>The dials of the memory on disk, so that a machine with another disk or another load is a setting and not a change.</summary>
public sealed record StoreOptions
{
    /// <summary>Connections that may read at once. Default 4: a question and a few lists beside each other; each costs about 2 MB of page cache.</summary>
    [Range(1, 64)]
    public int Readers { get; init; } = 4;

    /// <summary>
    /// Writes that may wait for the one writer. Default 256: far more than videos on one machine; when it is full the next one who appends waits.
    /// </summary>
    [Range(1, 65_536)]
    public int WaitingWrites { get; init; } = 256;

    /// <summary>Waiting appends that share one transaction, and so one flush of the disk. Default 64: one flush then costs each of them next to nothing.</summary>
    [Range(1, 4_096)]
    public int AppendsPerTransaction { get; init; } = 64;

    /// <summary>Seconds to wait for another process that holds the database for a moment. Default 10: a checkpoint of a large log takes about one.</summary>
    [Range(1, 600)]
    public int BusySeconds { get; init; } = 10;

    public RetentionOptions Retention { get; init; } = new();
}
