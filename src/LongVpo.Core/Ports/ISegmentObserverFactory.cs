using LongVpo.Core.Frames;

namespace LongVpo.Core.Ports;

/// <summary>Makes the observer of one video.</summary>
public interface ISegmentObserverFactory
{
    /// <param name="source">What will be observed.</param>
    /// <param name="carry">The carry of the last sealed segment when a run is resumed; null at the beginning.</param>
    ISegmentObserver Create(SourceDescription source, string? carry);
}
