using LongVpo.Core.Frames;
using LongVpo.Core.Observations;
using LongVpo.Core.Segments;

namespace LongVpo.Core.Ports;

/// <summary>
/// Measures a video segment by segment. It hears the events of the open segment in order, then is told that the segment is sealed and answers with everything it measured;
/// after that it hears the next segment's events. What it says depends on the segment's events and on the carry of the segment before, on nothing else.
/// </summary>
public interface ISegmentObserver : IAsyncDisposable
{
    /// <summary>Takes an event of the open segment: frames, sound and text. It takes its own lease on a sampled frame it wants to keep. Waits when it is behind.</summary>
    ValueTask PushAsync(MediaEvent happened, CancellationToken cancellationToken);

    /// <summary>Ends the open segment and measures what is left to measure.</summary>
    ValueTask<ObservedSegment> SealAsync(SegmentSpan span, CancellationToken cancellationToken);
}
