namespace LongVpo.Core.Models;

/// <summary>What a request will cost a runner, said before anything of the device is taken.</summary>
/// <param name="PromptTokens">Tokens to read, pictures included; at least 1.</param>
/// <param name="CachedTokens">Of these, already read by an earlier request; less than <paramref name="PromptTokens"/>.</param>
/// <param name="Bytes">Memory it holds at most, from its first slot until it is released.</param>
public readonly record struct AdmittedCost(int PromptTokens, int CachedTokens, long Bytes);
