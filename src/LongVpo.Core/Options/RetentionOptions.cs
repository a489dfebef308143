using System.ComponentModel.DataAnnotations;

namespace LongVpo.Core.Options;

/// <summary>How long the memory keeps what it saw: whole videos go, oldest finished first, and never one that is still being watched.</summary>
public sealed record RetentionOptions
{
    /// <summary>Days after a video was finished until it is removed. Default none: nobody is surprised by a video that is gone.</summary>
    [Range(0.0, 36_500.0)]
    public double? MaxAgeDays { get; init; }

    /// <summary>Bytes the database may use before the oldest finished videos are removed. Default none, as for the age.</summary>
    [Range(0L, long.MaxValue)]
    public long? MaxBytes { get; init; }
}
