using LongVpo.Core.Frames;

namespace LongVpo.Core.Ports;

/// <summary>Turns a place into a stream of frames, sound and timed text: files and live streams alike.</summary>
public interface IFrameSource
{
    /// <summary>
    /// Reads to the end, in the order described at <see cref="MediaEvent"/>. The reader pulls; a source of a file waits for it. Sampled frames belong to the reader.
    /// A reader that leaves early frees everything by disposing the enumerator.
    /// </summary>
    /// <exception cref="SourceException">While enumerating: the source cannot be opened or stopped being readable with nothing to show for it.</exception>
    IAsyncEnumerable<MediaEvent> ReadAsync(SourceRequest request, CancellationToken cancellationToken);
}
