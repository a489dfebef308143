namespace LongVpo.Core.Models;

/// <summary>A request's place in a step.</summary>
/// <param name="Request">Whose.</param>
/// <param name="PromptTokens">How many more tokens of its prompt to read, pictures counted as the tokens they become; 0 writes one token.</param>
public readonly record struct StepSlot(RequestId Request, int PromptTokens);
