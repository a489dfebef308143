using LongVpo.Core.Frames;

namespace LongVpo.Core.Ports;

/// <summary>Takes single pictures out of files, for whoever trains or judges on some moments of long footage.</summary>
public interface IFootageFrames
{
    /// <summary>Length of a file in seconds; null where it does not say.</summary>
    /// <exception cref="SourceException">It cannot be opened.</exception>
    Task<double?> DurationAsync(string path, CancellationToken cancellationToken);

    /// <summary>The pictures shown at these moments: for each the first at or after it, fewer where the footage ends before.</summary>
    /// <param name="path">The file.</param>
    /// <param name="seconds">The moments, rising, counted from the file's beginning.</param>
    /// <param name="cancellationToken">Stops decoding.</param>
    /// <exception cref="SourceException">It cannot be opened or decoded.</exception>
    Task<IReadOnlyList<StillFrame>> ReadAsync(string path, IReadOnlyList<double> seconds, CancellationToken cancellationToken);
}
