using System.ComponentModel.DataAnnotations;

namespace LongVpo.Core.Options;

/// <summary>How often and how quickly something that failed is tried again before it is given up with a reason.</summary>
public sealed record RestartOptions
{
    /// <summary>Restarts within <see cref="Window"/> before it is given up; 5 outlasts a hiccup without hiding a fault.</summary>
    [Range(0, 1_000_000)]
    public int MaxRestarts { get; init; } = 5;

    /// <summary>Failures longer ago than this are forgotten, so that a day-long run survives more than a minute-long one may.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Wait before the first restart; it doubles with each further one.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(0.2);

    /// <summary>Longest wait.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Share by which a wait is made longer or shorter at random, so that what failed together does not come back together.</summary>
    [Range(0.0, 1.0)]
    public double Jitter { get; init; } = 0.2;
}
