namespace LongVpo.Models.Tensors;

/// <summary>Says which rows of a step belong to which sequence: rows of all sequences of a step lie one behind the other, without padding, so that sequences of any length share it.</summary>
/// <param name="Cache">The sequence's keys and values up to now.</param>
/// <param name="Count">How many new tokens of this sequence the step holds.</param>
public readonly record struct CachedRow(KeyValueCache Cache, int Count);
