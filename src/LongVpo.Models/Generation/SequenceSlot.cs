namespace LongVpo.Models.Generation;

/// <summary>A sequence's place in a step.</summary>
/// <param name="Sequence">Whose.</param>
/// <param name="PromptTokens">How many more tokens of its prompt to read at most; 0 writes one token, which needs a prompt that was read.</param>
public readonly record struct SequenceSlot(TextSequence Sequence, int PromptTokens);
