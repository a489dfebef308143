namespace LongVpo.Core.Models.Scheduling;

/// <summary>How large a step may be now: the runner's limits, or less after it ran out of memory.</summary>
/// <param name="Tokens">Prompt tokens and decoded tokens.</param>
/// <param name="Sequences">Slots.</param>
/// <param name="GoodSteps">Steps since the last change.</param>
public readonly record struct StepCaps(int Tokens, int Sequences, int GoodSteps)
{
    public static StepCaps Of(RunnerLimits limits) => new(limits.TokensPerStep, limits.Sequences, 0);

    /// <summary>After a good step: doubled when there have been enough of them.</summary>
    public StepCaps After(RunnerLimits limits, int recoverAfter)
    {
        if (Tokens >= limits.TokensPerStep && Sequences >= limits.Sequences) return this;
        return GoodSteps + 1 < recoverAfter
            ? this with { GoodSteps = GoodSteps + 1 }
            : new StepCaps((int)Math.Min(limits.TokensPerStep, Tokens * 2L), (int)Math.Min(limits.Sequences, Sequences * 2L), 0);
    }
}
