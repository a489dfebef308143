namespace LongVpo.Core.Models.Scheduling;

/// <summary>What has happened since the scheduler was made.</summary>
public readonly record struct SchedulerCounts
{
    /// <summary>Steps that ended well.</summary>
    public long Steps { get; init; }

    /// <summary>Tokens read from prompts.</summary>
    public long PromptTokens { get; init; }

    /// <summary>Tokens written.</summary>
    public long ReplyTokens { get; init; }

    public long Completed { get; init; }

    public long Refused { get; init; }

    public long Crashes { get; init; }

    public long OutOfMemory { get; init; }

    /// <summary>Times a request was begun anew.</summary>
    public long Restarts { get; init; }

    /// <summary>Steps in which somebody wanted more than there was room for.</summary>
    public long LoadedSteps { get; init; }

    /// <summary>Sum of the fullness of those steps; divided by their number it says how full batches are under load.</summary>
    public double LoadedFullness { get; init; }
}
