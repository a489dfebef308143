using System.ComponentModel.DataAnnotations;

namespace LongVpo.Core.Options;

/// <summary>How long an inbox may grow, and so how early a busy sender is made to wait. Nothing is ever dropped from an inbox.</summary>
public sealed record InboxOptions
{
    /// <summary>Messages held before the sender waits; 256 is several seconds of a busy video's segments.</summary>
    [Range(1, 65_536)]
    public int CapacityMessages { get; init; } = 256;

    /// <summary>The same for the lane that is served first (starts, stops, questions about the state), which should never be long.</summary>
    [Range(1, 65_536)]
    public int ControlCapacityMessages { get; init; } = 64;

    /// <summary>How long a stopping actor may work off what is in its inbox before it is cancelled; a segment is written in milliseconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan DrainLimit { get; init; } = TimeSpan.FromSeconds(10);
}
