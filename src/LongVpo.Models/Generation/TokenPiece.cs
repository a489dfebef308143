using System.Collections.Immutable;

namespace LongVpo.Models.Generation;

/// <summary>A stretch of a prompt: either tokens, or a picture that becomes tokens when it is looked at.</summary>
/// <param name="Ids">The tokens; empty for a picture.</param>
/// <param name="Picture">The picture, or null.</param>
public readonly record struct TokenPiece(ImmutableArray<int> Ids, IPromptPicture? Picture);
