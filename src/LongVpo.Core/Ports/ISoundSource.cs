using LongVpo.Core.Frames;
using LongVpo.Core.Time;

namespace LongVpo.Core.Ports;

/// <summary>Reads the sound of a file by itself, apart from its picture, so that it can be gone through again whenever that is wanted.</summary>
public interface ISoundSource
{
    /// <summary>The sound in order, as fast as it is taken; nothing when there is none.</summary>
    /// <param name="location">Path of a file.</param>
    /// <param name="from">Blocks that begin before it are passed over; null gives all.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="SourceException">While enumerating: the file cannot be read.</exception>
    IAsyncEnumerable<AudioDecoded> ReadAsync(string location, MediaTime? from, CancellationToken cancellationToken);
}
