namespace LongVpo.Actors.Video;

/// <summary>What the observing of a feed hears: to start, and that it is over.</summary>
internal abstract record SegmentMessage;

/// <summary>Observe what the feed brings.</summary>
internal sealed record StartObserving : SegmentMessage;

/// <summary>The observing task has ended.</summary>
/// <param name="Failure">What it threw; null when the feed was at its end.</param>
internal sealed record ObservingEnded(Exception? Failure) : SegmentMessage;
