namespace LongVpo.Actors.Video;

/// <summary>What the reading of a source hears: to start, and that it is over.</summary>
internal abstract record IngestMessage;

/// <summary>Read from the place that was given to the end.</summary>
internal sealed record StartReading : IngestMessage;

/// <summary>The reading task has ended.</summary>
/// <param name="Failure">What it threw; null when it reached the end.</param>
internal sealed record ReadingEnded(Exception? Failure) : IngestMessage;
