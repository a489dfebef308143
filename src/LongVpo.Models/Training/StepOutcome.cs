namespace LongVpo.Models.Training;

/// <summary>What one training step did.</summary>
/// <param name="Step">Its number, from 0.</param>
/// <param name="Loss">The sum of its parts' losses, before the weights moved.</param>
/// <param name="GradientNorm">Norm of all gradients together before they were limited.</param>
/// <param name="Rate">The step size taken.</param>
public sealed record StepOutcome(long Step, double Loss, double GradientNorm, double Rate);
