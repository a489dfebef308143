namespace LongVpo.Core.Models;

/// <summary>What a runner can take at most.</summary>
/// <param name="TokensPerStep">Prompt tokens and decoded tokens of one step together; large enough to keep the device busy, small enough that a newcomer need not wait long.</param>
/// <param name="Sequences">Requests with a slot in one step.</param>
/// <param name="Bytes">Memory that all requests under way may hold together, by their <see cref="AdmittedCost.Bytes"/>.</param>
public readonly record struct RunnerLimits(int TokensPerStep, int Sequences, long Bytes);
