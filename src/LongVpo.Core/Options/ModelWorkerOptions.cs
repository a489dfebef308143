using System.ComponentModel.DataAnnotations;

namespace LongVpo.Core.Options;

/// <summary>
/// How requests share one model: how many may wait, and what each lane gets even while better ones never rest. Shares are parts of the device's steps; a lane that got less saves
/// up until it is its turn, so its wait is bounded by the inverse of its share.
/// </summary>
public sealed record ModelWorkerOptions
{
    /// <summary>Requests of one lane that may wait or be under way; a further one is refused or waits outside. Default 1024: an hour of captions of a busy day, some megabytes of prompts.</summary>
    [Range(1, 1_048_576)]
    public int LaneCapacity { get; init; } = 1_024;

    /// <summary>The same for one video in one lane. Default 64: enough to fill batches alone, too few to fill the lane.</summary>
    [Range(1, 1_048_576)]
    public int VideoCapacity { get; init; } = 64;

    /// <summary>Share of standing questions. Default an eighth: an alert is worth little a minute later.</summary>
    [Range(0.0001, 0.25)]
    public double StandingShare { get; init; } = 1.0 / 8;

    /// <summary>Share of captions of running footage. Default an eighth, so that questions do not blind the memory they ask.</summary>
    [Range(0.0001, 0.25)]
    public double LiveCaptionShare { get; init; } = 1.0 / 8;

    /// <summary>Share of captions of files. Default a thirty-second: they can wait, but should end some day.</summary>
    [Range(0.0001, 0.25)]
    public double ArchiveCaptionShare { get; init; } = 1.0 / 32;

    /// <summary>Share of preference data. Default a sixty-fourth.</summary>
    [Range(0.0001, 0.25)]
    public double PreferenceDataShare { get; init; } = 1.0 / 64;

    /// <summary>Share of training, which takes whole steps. Default a sixty-fourth: one step in 64 on a device that never rests.</summary>
    [Range(0.0001, 0.25)]
    public double TrainingShare { get; init; } = 1.0 / 64;

    /// <summary>Crashes in whose step a request may have been before it is refused as their likely cause. Default 3: twice may be chance.</summary>
    [Range(1, 1_000)]
    public int MaxCrashes { get; init; } = 3;

    /// <summary>Good steps after which a batch that was halved for want of memory is doubled again. Default 64: some seconds, so that a device that stays full fails rarely.</summary>
    [Range(1, 1_000_000)]
    public int RecoverAfterSteps { get; init; } = 64;

    /// <summary>Longest step; a longer one is left and counts as a crash. Default 5 min: a hundred times the slowest step of a processor.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1000000", "1.00:00:00")]
    public TimeSpan StepLimit { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a model that could not be started is left alone before a request has it tried again; until then requests are refused. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1000000", "1.00:00:00")]
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(30);
}
