namespace LongVpo.Core.Models;

/// <summary>What a reply cost, in tokens.</summary>
/// <param name="PromptTokens">Read, pictures included.</param>
/// <param name="CachedTokens">Of these, taken from what earlier requests had left.</param>
/// <param name="ReplyTokens">Written.</param>
public readonly record struct ModelUsage(int PromptTokens, int CachedTokens, int ReplyTokens);
