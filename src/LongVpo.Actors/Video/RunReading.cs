using LongVpo.Core.Time;

namespace LongVpo.Actors.Video;

/// <summary>One consistent look at a run: received = processed + dropped + pending.</summary>
internal sealed record RunReading
{
    public long Received { get; init; }

    public long Processed { get; init; }

    public long Dropped { get; init; }

    public long Pending => Received - Processed - Dropped;

    public long Reconnects { get; init; }

    /// <summary>The latest moment that was received.</summary>
    public MediaTime? Latest { get; init; }

    /// <summary>Footage per second on the wall over the last minute.</summary>
    public double? Rate { get; init; }
}
