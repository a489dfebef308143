using LongVpo.Core.Frames;
using LongVpo.Core.Segments;
using LongVpo.Core.Time;

namespace LongVpo.Core.Ports;

/// <summary>
/// Finds shot boundaries online: frames go in one by one, boundaries come out a bounded time later and are never revised.
/// What it says about a moment depends only on frames within its look-back before it and its latency after it, so a run that starts in the middle agrees with one from the beginning.
/// </summary>
public interface IShotCutter
{
    /// <summary>Takes the next frame and appends the boundaries that are now certain, in time order.</summary>
    void Push(MediaTime time, FrameThumb thumb, ICollection<ShotBoundary> found);

    /// <summary>No more frames come: appends what can still be said.</summary>
    void Finish(ICollection<ShotBoundary> found);

    /// <summary>Every boundary before this moment has been told; null while nothing is certain.</summary>
    MediaTime? DecidedUntil { get; }
}
