using System.ComponentModel.DataAnnotations;

namespace LongVpo.Core.Options;

/// <summary>How webhooks are told.</summary>
public sealed record WebhookOptions
{
    /// <summary>Longest attempt. Default 10 s: a receiver only has to take the notice, not to act on it.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan AttemptLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Attempts before a notice is given up. Default 16: with the default pauses half an hour to an hour, longer than a receiver's restart.</summary>
    [Range(1, 1_000)]
    public int AttemptsMost { get; init; } = 16;

    /// <summary>Pause after the first failed attempt; it doubles with each further one. Default 1 s: most failures are a dropped connection.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest pause between attempts. Default 5 min: a receiver that is back should not wait long.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Notices of one standing question that may wait; what comes beyond is given up at once and can be replayed. Default 10,000: a day of an alert every nine seconds.</summary>
    [Range(1, 1_000_000)]
    public int WaitingMost { get; init; } = 10_000;
}
