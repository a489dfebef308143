namespace LongVpo.Core.Models.Scheduling;

/// <summary>What a decision has to be followed by.</summary>
public abstract record SchedulerEffect(RequestId Request);

/// <summary>The runner frees what the request holds.</summary>
public sealed record FreeHeld(RequestId Request) : SchedulerEffect(Request);

/// <summary>What the request had written is void; it will be begun anew.</summary>
public sealed record BeginAnew(RequestId Request) : SchedulerEffect(Request);

/// <summary>The asker is told that the reply is complete.</summary>
public sealed record Completed(RequestId Request, SlotResult? Last) : SchedulerEffect(Request);

/// <summary>The asker is told that there will be no reply.</summary>
/// <param name="Why">Of which kind.</param>
/// <param name="Reason">One sentence.</param>
public sealed record Refused(RequestId Request, RefusalKind Why, string Reason) : SchedulerEffect(Request);
