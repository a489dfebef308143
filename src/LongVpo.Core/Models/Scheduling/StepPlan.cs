using System.Collections.Immutable;

namespace LongVpo.Core.Models.Scheduling;

/// <summary>What the device is to do next.</summary>
public abstract record StepPlan;

/// <summary>Nothing: nobody wants anything that can be done.</summary>
public sealed record NothingToDo : StepPlan
{
    public static NothingToDo Instance { get; } = new();
}

/// <summary>First the runner must say what these cost; then plan again.</summary>
public sealed record AskCosts(ImmutableArray<ModelRequest> Requests) : StepPlan;

/// <summary>One step for these requests together.</summary>
/// <param name="Slots">In order of urgency.</param>
/// <param name="Fullness">The part of the step's tokens, slots or memory that is used, whichever is the most.</param>
/// <param name="LeftBehind">Whether somebody wanted more than there was room for.</param>
public sealed record SharedStep(ImmutableArray<StepSlot> Slots, double Fullness, bool LeftBehind) : StepPlan;

/// <summary>One step of work that takes the device alone.</summary>
public sealed record ExclusiveStep(ExclusiveRequest Request) : StepPlan;
