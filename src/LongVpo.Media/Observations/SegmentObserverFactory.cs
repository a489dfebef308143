using LongVpo.Core.Frames;
using LongVpo.Core.Options;
using LongVpo.Core.Ports;
using Microsoft.Extensions.Logging;

namespace LongVpo.Media.Observations;

/// <summary>Makes the observer of each video from the parts that all of them share.</summary>
/// <param name="options">Thresholds.</param>
/// <param name="reader">Reads screen text; null leaves it out.</param>
/// <param name="thumbnails">Makes thumbnails; null leaves them out.</param>
/// <param name="logger">Hears of what was given up.</param>
public sealed class SegmentObserverFactory(
    ObservationOptions options, IScreenTextReader? reader, IThumbnailEncoder? thumbnails, ILogger<SegmentObserver> logger) : ISegmentObserverFactory
{
    /// <inheritdoc/>
    public ISegmentObserver Create(SourceDescription source, string? carry) => new SegmentObserver(options, reader, thumbnails, logger, carry);
}
