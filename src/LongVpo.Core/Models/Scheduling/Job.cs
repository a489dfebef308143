namespace LongVpo.Core.Models.Scheduling;

/// <summary>One request as the scheduler sees it. Words are not its business; they are kept by whoever replies.</summary>
/// <param name="Request">What is to be done.</param>
/// <param name="Number">Order of arrival, from 1.</param>
/// <param name="Arrived">When.</param>
public sealed record Job(ModelRequest Request, long Number, DateTimeOffset Arrived)
{
    public RequestId Id => Request.Id;

    public ModelLane Lane => Request.Lane;

    /// <summary>On whose account it goes.</summary>
    public string Account => Request.Video?.Value ?? string.Empty;

    public bool IsExclusive => Request is ExclusiveRequest;

    /// <summary>When its asker no longer waits.</summary>
    public DateTimeOffset? Due => Arrived + Request.Limit;

    /// <summary>What it costs; null until the runner has said so.</summary>
    public AdmittedCost? Cost { get; init; }

    /// <summary>Whether it holds memory of the runner.</summary>
    public bool IsResident { get; init; }

    /// <summary>Tokens of its prompt still to be read.</summary>
    public int PromptLeft { get; init; }

    /// <summary>Tokens read and written since it was begun.</summary>
    public int WorkDone { get; init; }

    /// <summary>Crashes in whose step it was.</summary>
    public int Crashes { get; init; }

    /// <summary>Its asker has been told already; it only waits for the end of the step it is in.</summary>
    public bool IsOver { get; init; }

    /// <summary>Its step did not fit beside others, so they make room.</summary>
    public bool NeedsRoom { get; init; }

    /// <summary>As it was on arrival: it holds nothing, and what it had done is void.</summary>
    public Job Anew() => this with { Cost = null, IsResident = false, PromptLeft = 0, WorkDone = 0 };
}
