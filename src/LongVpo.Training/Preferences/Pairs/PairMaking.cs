namespace LongVpo.Training.Preferences.Pairs;

/// <summary>Who wrote a pair, and from what it can be written again.</summary>
/// <param name="Model">Digest of the weights that answered.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="PromptVersion">Version of the prompts.</param>
/// <param name="Attempt">Which attempt of the run this was, from 0; together with the seed it decides everything drawn.</param>
/// <param name="Writer">Who wrote the question, where that was another one.</param>
public sealed record PairMaking(string Model, ulong Seed, string PromptVersion, long Attempt = 0, string? Writer = null);
